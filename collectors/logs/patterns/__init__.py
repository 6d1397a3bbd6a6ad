"""The second step of the reduction: which of the distinct texts are one pattern."""
