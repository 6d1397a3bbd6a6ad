"""Reading from GitHub: through PyGithub, which is loaded only when something is read live."""
