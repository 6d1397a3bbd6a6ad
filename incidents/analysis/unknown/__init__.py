"""What could not be concluded, and how to find out."""
