"""Why it is wrong: the changes that may have led to a finding, and where the evidence stops."""
