"""What a report of tests says, in one form for all formats, before anything is redacted."""
