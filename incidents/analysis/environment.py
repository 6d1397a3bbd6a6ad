"""What the name of an environment tells of it."""

import re


def is_production(environment: str) -> bool:
    """Whether the name says so as a word of its own: `prod-eu` is, `preprod` and `non-prod` are not."""
    words = set(re.split(r"[^a-z]+", environment.lower()))
    return bool(words & {"prod", "production"}) and not words & {"non", "pre", "not"}
