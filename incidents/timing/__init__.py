"""Time as it passes, and how fast a quota may be used."""
