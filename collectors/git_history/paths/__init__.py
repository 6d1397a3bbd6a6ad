"""What kind of file a path names."""
