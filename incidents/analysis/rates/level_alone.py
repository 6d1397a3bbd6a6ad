"""Entries that nothing but their level or their library calls a failure: to be looked at, and no outage."""

import re

from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import is_error
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

LEVEL = "level-without-failure"
_FAILURE = re.compile(
    r"err(?:or|no)?\b|\bfail|exception|\bpanic|\bfatal|\babort|\bcrash|\bcan(?:no|')t\b|\bcould ?n[o']t\b|\bunable"
    r"|timed? ?out|\brefus|\bdeni|\breject|\binvalid|\bmissing|\blost\b|\bunknown\b"
    r"|\bunavailable|\bunreachable|\bcorrupt|\bexpired"
    r"|\bexceed|\bconflict|\bmismatch|\bnot (?:found|set|ok|sent|valid|\w+ed)\b|\bno such\b|\bdead\b|\bbroken",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b[1-9]\d* (?:errors?|failures?)\b", re.IGNORECASE)
_NONE_COUNTED = re.compile(r"\b(?:0|no|zero|without(?: any)?) (?:errors?|failures?)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:finished|completed?|done|succeeded|success(?:ful(?:ly)?)?|started|ready|ok|passed|loaded|synced|sent|saved)\b",
    re.IGNORECASE,
)
_COUNTS_FAILURES = re.compile(
    r"^(?:num_?|n_?)?(?:errors?|failed|failures|rejected|lost|skipped)(?:_?count)?$", re.IGNORECASE
)
_NAMES_FAILURE = re.compile(r"^(?:err|error|exception|reason|cause|failure)(?:_?\w*)?$", re.IGNORECASE)
_OUTCOME = re.compile(r"^(?:status|result|outcome|state|success|ok)$", re.IGNORECASE)
_NOTHING = frozenset({"", "0", "0.0", "false", "none", "null", "[]", "{}"})
_WELL = frozenset({"ok", "success", "succeeded", "done", "passed", "true", "completed", "finished", "0", "200"})
# Python's `warnings` prints the place, the class and the words; Node, Ruby and PHP say what they deprecate.
_OF_LIBRARY = re.compile(
    r"(?:site-packages|dist-packages|node_modules)/\S+:\S*:? \w+Warning:"
    r"|\b(?:\w*Deprecation|Future|RemovedIn\w+)Warning\b|\[DEP\d{4}\]"
    r"|^(?:\[\S+\] )?DEPRECATION WARNING: |^(?:PHP )?Deprecated: "
)


def level_alone(facts: Facts, pattern: LogPattern) -> bool:
    """Whether it was logged as an error by code that a deployed commit changed, and says only that it went well.

    Refuted by a stack, by a word or field of a failure, or by requests that failed in its minutes.
    """
    if pattern.severity != "ERROR" or pattern.frames or pattern.error_type or not is_error(pattern):
        return False
    if tells_of_failure(pattern):
        return False
    well = _DONE.search(_said(pattern)) or any(_tells_success(name, value) for name, value in _fields(pattern))
    return bool(well) and _printed_by_new_code(facts, pattern) and not requests_failed(facts, pattern)


def tells_of_failure(pattern: LogPattern) -> bool:
    """Whether a word or a field of it is one of a failure; none that were counted are none."""
    said = _said(pattern)
    failed = any(_tells_failure(name, value) for name, value in _fields(pattern))
    return failed or _FAILURE.search(said) is not None or _COUNTED.search(said) is not None


def _said(pattern: LogPattern) -> str:
    return _NONE_COUNTED.sub("", f"{pattern.template}\n{_without_head(pattern)}")


def _fields(pattern: LogPattern) -> list[tuple[str, str]]:
    return [(each.name, each.value.strip().lower()) for each in pattern.fields]


def _without_head(pattern: LogPattern) -> str:
    """The first of its entries from where its template begins; what a logger puts in front names the level itself."""
    begin = pattern.template.split("<", 1)[0].strip()
    at = pattern.excerpt.find(begin) if begin else -1
    return pattern.excerpt[max(at, 0) :]


def library_warning(facts: Facts, finding: Finding) -> bool:
    """Whether a library warns of its use, and not a call of the deployed source."""
    patterns = [each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)]
    words = (f"{each.template}\n{each.excerpt}" for each in patterns if each.printed_by is None)
    return finding.kind == "warning" and bool(patterns) and any(_OF_LIBRARY.search(each) for each in words)


def _tells_failure(name: str, value: str) -> bool:
    if _COUNTS_FAILURES.match(name) or _NAMES_FAILURE.match(name):
        return value not in _NOTHING
    return bool(_OUTCOME.match(name)) and value not in _WELL


def _tells_success(name: str, value: str) -> bool:
    if _COUNTS_FAILURES.match(name):
        return value in _NOTHING
    return bool(_OUTCOME.match(name)) and value in _WELL


def _printed_by_new_code(facts: Facts, pattern: LogPattern) -> bool:
    if pattern.printed_by is None:
        return False
    deployed = {each.sha for each in facts.commits.values() if pattern.service in each.new_in}
    return any(
        each.commit in deployed and each.path == pattern.printed_by.file and each.path_class == "production"
        for each in facts.changes
    )


def requests_failed(facts: Facts, pattern: LogPattern) -> bool:
    """Whether every second entry or more has a failed request of its service in its minute."""
    failed: dict[tuple[str, str], int] = {}
    for row in facts.requests:
        if row.service == pattern.service:
            for each in row.by_minute:
                place = (row.revision, str(each.minute))
                failed[place] = failed.get(place, 0) + each.server_errors
    shared = sum(min(each.count, failed.get((each.revision, str(each.minute)), 0)) for each in pattern.by_minute)
    return 2 * shared >= pattern.count
