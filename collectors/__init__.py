"""Readers of the outside, one per source; nothing else in the product reads logs, reports or repositories."""
