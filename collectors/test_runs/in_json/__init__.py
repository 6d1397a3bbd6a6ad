"""Reports of tests in JSON, a module a format."""
