"""What pytest and unittest print: their console texts, read back into runs and cases."""
