"""What all live reads from Google have in common: the place, the credentials, the pace, and how failures are told."""
