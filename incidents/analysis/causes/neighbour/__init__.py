"""A failure of one service by what was deployed of another one: the changes, what ties them, and how sure that is."""
