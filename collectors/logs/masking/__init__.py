"""From a message to its text with the varying parts masked."""
