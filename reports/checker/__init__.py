"""Reads generated documents again and holds every bound word to the incident and its evidence."""
