"""Makes a small workspace that holds an incident, for those who want to see one before they have their own."""
