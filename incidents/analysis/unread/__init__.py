"""What was not looked at: sources, and stretches of the window."""
