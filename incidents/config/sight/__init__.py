"""What `incident init` can see in a folder without running anything."""
