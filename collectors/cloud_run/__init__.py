"""Revisions of Cloud Run services: how they are configured, what they were built from, and whether they serve."""

from collectors.cloud_run.collector import CloudRun

__all__ = ["CloudRun"]
