"""How a changed setting produces a failure: one rule a file, each with what it claims and what refutes it."""
