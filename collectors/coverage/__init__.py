"""Which lines of the source ran in a test run, from the reports of coverage tools."""

from collectors.coverage.collector import Coverage

__all__ = ["Coverage"]
