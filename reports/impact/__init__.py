"""The impact report: what is wrong, how much of it, since when, why as far as is known, and what to decide."""
