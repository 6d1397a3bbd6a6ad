"""Orders the commits that may be behind a failure by what ties each to it; nothing but time is no tie."""
