"""Incident analysis and reports for teams who deploy to Cloud Run. Imports nothing, so that `--help` stays fast."""
