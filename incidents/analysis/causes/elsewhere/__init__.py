"""Causes that are no change of the team's: they blame no commit, and say which records rule the changes out."""
