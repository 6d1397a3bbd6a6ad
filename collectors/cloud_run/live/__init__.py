"""Revisions and services read from the Cloud Run Admin API itself."""
