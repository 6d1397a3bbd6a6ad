"""Where failures come from that were there before the window: what changed last what they name."""
