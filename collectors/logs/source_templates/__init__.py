"""From the calls in the source that print messages to the call that printed a given one."""
