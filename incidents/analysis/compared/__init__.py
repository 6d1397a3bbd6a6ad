"""What was the same, better or worse on both sides of the window: one kind of thing a file."""
