"""Why no check noticed a change before it was deployed; a branch of its own, which explains nothing of the failure."""
