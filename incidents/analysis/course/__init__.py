"""The course of one finding: when it began, on which revision, how often, and what it looks like."""
