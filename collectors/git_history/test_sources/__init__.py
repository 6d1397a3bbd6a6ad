"""What the sources of tests say: what they check, and where they take a stand-in."""
