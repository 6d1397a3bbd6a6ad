"""What failed for whom, and what did not."""
