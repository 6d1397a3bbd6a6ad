"""What each deployment changed, how its instances started, and which revision keeps the traffic."""
