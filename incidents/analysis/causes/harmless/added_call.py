"""Which commit of the deployment added the call that prints a message."""

import re

from incidents.analysis.causes.ranking.named import changed_lines
from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.facts import Facts
from incidents.model.evidence import Commit, FileChange, LogPattern
from incidents.model.instant import Instant

_FILLED_IN = re.compile(r"<[^<>]*>|\{[^{}]*\}|%[sdvr]|[\"'`]")
_LOGGER = re.compile(r"^(?:[\w.]+: )+")
_SHORTEST = 8
_EPOCH = Instant(0)


def added_call(facts: Facts, pattern: LogPattern) -> tuple[Commit, FileChange] | None:
    """The newest one whose added lines alone hold the longest words of the message between what is filled in."""
    words = max((each.strip() for each in _FILLED_IN.split(_LOGGER.sub("", pattern.template))), key=len)
    if len(words) < _SHORTEST:
        return None
    found = [
        (commit, change)
        for change in facts.changes
        if (commit := facts.commits.get(change.commit)) is not None
        if pattern.service in commit.new_in and change.path_class == "production" and _adds(change, words)
        if pattern.printed_by is None or same_file(pattern.printed_by.file, change.path)
    ]
    return max(found, key=lambda each: (each[0].at or _EPOCH, each[0].sha, each[1].path), default=None)


def _adds(change: FileChange, words: str) -> bool:
    signs = {line[:1] for line in changed_lines(change).split("\n") if words in line}
    return signs == {"+"}
