"""How the page shows each kind of evidence: the facts of a record, its own words, and where it was read."""
