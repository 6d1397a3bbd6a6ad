"""Whether a value is a secret: by its name, by how it is written, by what it looks like."""
