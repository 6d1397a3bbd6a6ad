"""Which commit takes back which: by the id that a revert names, or by the subject that it quotes."""

import re
from collections.abc import Iterable

from incidents.model.evidence import Commit

_QUOTING = re.compile(r"Revert \"(.+)\"")


def reverts(commits: Iterable[Commit]) -> dict[str, str]:
    """For each commit that another one takes back, that other one; a subject that two commits have names neither."""
    known = sorted(commits, key=lambda each: each.sha)
    by_subject: dict[str, list[Commit]] = {}
    for each in known:
        by_subject.setdefault(each.subject, []).append(each)
    found: dict[str, str] = {}
    for each in known:
        quoted = _QUOTING.fullmatch(each.subject)
        named = by_subject.get(quoted[1], []) if quoted else []
        reverted = each.reverts or (named[0].sha if len(named) == 1 else None)
        if reverted is not None:
            found[reverted] = each.sha
    return found
