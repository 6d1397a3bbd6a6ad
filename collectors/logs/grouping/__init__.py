"""From many entries to few groups with their counts."""
