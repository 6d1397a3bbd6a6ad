"""Messages by which nothing fails: what prints them, and why no change is blamed."""
