"""The worklog: what was declared and done in the session, what became of what it inherited, and what is left."""
