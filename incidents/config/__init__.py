"""The team's incident.toml: read with every error named by its line, or written for the first time."""
