"""This incident beside the latest stored one of the service: what is still there, gone, new, better or worse."""
