"""What Python files say of themselves, by their syntax; nothing of them is run."""
