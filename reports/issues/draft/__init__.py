"""Drafts of issues: made from an incident, laid as files that people edit, read back."""
