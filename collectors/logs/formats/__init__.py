"""The formats in which logs come as files, told apart by content."""
