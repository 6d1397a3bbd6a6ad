"""The tracker on GitHub and GitHub Enterprise: what is asked of it, and what its answers mean."""
