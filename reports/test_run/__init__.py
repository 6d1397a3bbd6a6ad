"""The report of the test runs: what was executed, what of it was real, and how it compares."""
