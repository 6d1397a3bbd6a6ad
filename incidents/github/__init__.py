"""What reading from GitHub and filing to it share: the place, the token, and what its refusals mean."""
