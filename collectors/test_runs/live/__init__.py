"""Test runs out of the artifacts that GitHub Actions keeps."""
