"""The commands. Each imports its stage when it is called, so that `--help` loads none of them."""
