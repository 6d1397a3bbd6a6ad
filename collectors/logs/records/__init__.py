"""From groups to redacted evidence."""
