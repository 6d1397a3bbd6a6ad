"""Finds the last known good point and what came after it."""
