"""What a run of tests was about: which tests, of what, and where."""
