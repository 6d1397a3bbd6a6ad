"""Diagrams that GitHub draws; the table beneath each holds the same data."""
