"""What commits did to files: lines, functions, declared dependencies."""
