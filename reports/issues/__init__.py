"""Issues: planned from an incident, matched with what is filed already, and filed once."""
