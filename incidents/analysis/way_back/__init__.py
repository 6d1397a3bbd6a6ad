"""Whether going back helps, and where to."""
