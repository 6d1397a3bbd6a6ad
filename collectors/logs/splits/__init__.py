"""Entries that were too large and were stored in parts: held, put in order, and joined again."""
