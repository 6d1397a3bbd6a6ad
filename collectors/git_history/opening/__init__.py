"""A repository that nobody vouches for, opened without running anything of it."""
