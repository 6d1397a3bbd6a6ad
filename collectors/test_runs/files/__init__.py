"""Where the bytes of a report come from: files, and members of a zip."""
