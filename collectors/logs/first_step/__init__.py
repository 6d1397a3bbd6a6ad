"""The first step of the reduction: DuckDB reads entries, masks them, and groups what is alike."""
