"""Go or no-go for what was deployed, from criteria that are the same for every deployment."""
