"""From files to log entries: bytes, JSON, times, and where traces were torn apart."""
