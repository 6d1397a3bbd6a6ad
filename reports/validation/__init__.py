"""The deployment validation: go, no-go or cannot tell, from criteria that are the same for every deployment."""
