"""Log entries read from Cloud Logging itself."""
