"""What is wrong: one rule a file, each with what it claims and what would refute it."""
