"""What speaks against a pass: one rule a file."""
