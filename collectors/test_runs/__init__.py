"""Test runs: reports and console texts, one file a format, brought together to runs and cases."""

from collectors.test_runs.collector import TestRuns

__all__ = ["TestRuns"]
