"""From an entry to what it says: severity, message, stack."""
