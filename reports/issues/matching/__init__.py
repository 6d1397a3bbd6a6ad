"""Which issue that is filed already tells of the same problem."""
