"""The body of an issue: what was observed, what should be, how to look again, what is known, when it is done."""
