"""The page: one self-contained file that shows an incident with all of its evidence beside the text."""
