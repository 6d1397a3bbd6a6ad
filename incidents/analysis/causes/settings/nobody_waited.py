"""More time to wait for something, beside failures that were answered before anything could be waited for.

Claims: no failed request took as long as the quickest one before, so none of them waited, and a limit of waiting that
was raised is ruled out. Refuted by one failure that took longer. More room, such as a larger pool, is not ruled out so:
what refuses one too many does it at once.
"""

import re

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.course.symptom import Symptom

_WAITS = re.compile(r"TIMEOUT|DEADLINE|RETR(?:Y|IES)|BACKOFF|_WAIT", re.IGNORECASE)


def why(change: SettingChange, symptom: Symptom) -> str | None:
    """Why the change is ruled out, with the figures; None where it may be at work."""
    took = symptom.took
    if took is None or took.quickest is None or took.now >= took.quickest:
        return None
    if not change.raised or not _WAITS.search(change.leaf):
        return None
    return (
        f"it gives more time to wait, from {change.before} to {change.after}, and nothing was waited for: no failed "
        f"request took longer than {took.now:g} ms, and none before less than {took.quickest:g} ms"
    )
