"""What is looked for: one module for each kind of secret or personal data."""
