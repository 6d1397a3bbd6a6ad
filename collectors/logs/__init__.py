"""Cloud Run logs: from files of log entries to patterns, request statistics and platform events."""

from collectors.logs.collector import Logs

__all__ = ["Logs"]
