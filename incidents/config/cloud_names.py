"""Which names Google Cloud accepts; they end up in commands that people paste."""

import re

PROJECT = re.compile(r"(?:[a-z0-9.-]+:)?[a-z](?:[a-z0-9-]*[a-z0-9])?")
REGION = re.compile(r"[a-z]+-[a-z]+[0-9]+")
SERVICE = re.compile(r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
