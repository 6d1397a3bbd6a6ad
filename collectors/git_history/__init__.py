"""Commits and what they changed, read from a repository that nobody vouches for."""

from collectors.git_history.collector import GitHistory

__all__ = ["GitHistory"]
