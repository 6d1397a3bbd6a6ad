"""Counts against traffic: whether two of them can come from one rate."""
