"""What a failed test says: its message, the frames of its stack, what it compared and what it printed."""
