"""Whether a measured value can be one of its unit."""

import math

from incidents.model.evidence import Metric

_PERCENT = ("%", "percent", "pct")
_NEVER_NEGATIVE = (*_PERCENT, "ratio", "s", "ms", "seconds", "count", "bytes", "mb", "requests")


def is_possible(metric: Metric) -> bool:
    """Whether the value can be one of its unit; without a unit any finite number can."""
    unit = (metric.unit or "").lower()
    if not math.isfinite(metric.value) or (unit in _NEVER_NEGATIVE and metric.value < 0):
        return False
    return not (unit in _PERCENT and metric.value > 100) and not (unit == "ratio" and metric.value > 1)
