"""What a finding's own evidence names: texts, names, stacks, the calls that printed it, and where it began."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from incidents.analysis.compared.latencies import is_slower, most_are_slower, pairs
from incidents.analysis.course.apart import Apart, apart, requests_apart
from incidents.analysis.course.misread import Misread, misread
from incidents.analysis.course.set_in import before_window
from incidents.analysis.course.took import Took, took
from incidents.analysis.deployments.last_lines import last_lines
from incidents.analysis.deployments.progress import progress_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import answers_of
from incidents.analysis.rates.pattern_change import is_error
from incidents.model.evidence import (
    AnyEvidence,
    CallSite,
    CaseResult,
    CodePlace,
    Frame,
    ImportedName,
    LeadingCall,
    LogPattern,
    PlatformEvent,
    RequestStatistics,
    Revision,
    SettingRead,
)
from incidents.model.finding import Finding

_QUOTED = re.compile(r"['\"`]([A-Za-z_][\w./:-]{2,80})['\"`]")
_CODE_NAME = re.compile(r"\b(?:[A-Za-z]+_[A-Za-z0-9_]+|[A-Z][a-z0-9]+[A-Z]\w+|[a-z]\w*(?:\.[a-z_]\w*){1,6})\b")
_ERRORS = ("AttributeError", "KeyError", "TypeError", "ValueError", "AssertionError", "RuntimeError")
# What the code of a test says of an answer that it could not read, and nothing of the code that gave it.
_BUILT_IN = frozenset(
    ("str", "int", "float", "bool", "list", "dict", "tuple", "set", "bytes", "object", "type", "NoneType")
)
_COMMON = frozenset({*_ERRORS, "self"})
_ASSERTED = re.compile(
    r"^\s*(?:AssertionError\b|assert\b)|\bAssertionError\b|expected\b.*\b(?:got|received|actual)\b", re.IGNORECASE
)
_MOST_RECORDS = 20


class LastLine(NamedTuple):
    """A line that a start logged last, and the call of the source that prints it, where that is known.

    `text` is the first of `times` such lines. `pace` tells how far they came, where they count what is done.
    """

    text: str
    printed_by: CodePlace | None
    record: str
    times: int = 1
    pace: str | None = None


@dataclass(frozen=True)
class Symptom:
    """`message` is what the failure says of itself, `detail` all that was printed with it.

    `quoted` are names the message puts in quotes, `words` other names that look like code, `stacks` the stacks, `tests`
    the tests that failed. `asserted` is set where a test compared values: its words are then the test's own.
    `revision` is the candidate revision on which it was seen first. `apart` is what sets failed cases of a test, or
    failed requests, apart from those that did not fail, `took` how long the requests to what fails took. `start_up` is
    set where a revision never became ready, to what it logged last, the newest line first. `led_by` are the calls
    on the lines of the stacks, and before them for what goes into them; `reads` are environment variables that are read
    there, `imports` what the files of the stacks import. `slower` is set where routes take longer, or what is warned of
    comes while they do, `all_slower` where most routes of the service do at once. `routes` are those that fail or take
    longer, by method and path, and `uses` where the deployed code uses what commits of the window changed. `misread`
    are the answers that failed tests could not read.
    """

    message: str
    detail: str
    quoted: frozenset[str]
    words: frozenset[str]
    stacks: tuple[tuple[Frame, ...], ...]
    printed_by: tuple[CodePlace, ...]
    tests: tuple[str, ...]
    asserted: bool
    revision: str | None
    apart: tuple[Apart, ...] = ()
    took: Took | None = None
    start_up: tuple[LastLine, ...] | None = None
    led_by: tuple[LeadingCall, ...] = ()
    reads: tuple[SettingRead, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    slower: bool = False
    all_slower: bool = False
    routes: tuple[str, ...] = ()
    uses: tuple[CallSite, ...] = ()
    misread: tuple[Misread, ...] = ()


def symptom_of(facts: Facts, finding: Finding) -> Symptom:
    """What the primary evidence says, and of the related what the service logged or the platform said."""
    primary = [facts.records[key] for key in finding.primary][:_MOST_RECORDS]
    related = [facts.records[key] for key in finding.related]
    said = [each for each in primary if isinstance(each, LogPattern | CaseResult)]
    start_up = _start_up(facts, finding)
    related = [each for each in related if start_up is None or not isinstance(each, LogPattern) or is_error(each)]
    beside = [each.excerpt for each in related if isinstance(each, PlatformEvent | LogPattern)][:_MOST_RECORDS]
    messages = [finding.signature or "", *(_message(each) for each in said), *beside]
    message = "\n".join(messages)
    quoted = frozenset(_QUOTED.findall(message)) - _COMMON - (_BUILT_IN if finding.kind == "test" else frozenset())
    logged = [each for each in (*primary, *related) if isinstance(each, LogPattern)]
    asked = [each for each in primary if isinstance(each, RequestStatistics)]
    slower = _slower(facts, finding)
    unread = tuple(dict.fromkeys(found for each in said if (found := _misread(each))))
    return Symptom(
        message=message,
        detail="\n".join([message, *(_detail(each) for each in said)]),
        quoted=quoted,
        words=frozenset(_CODE_NAME.findall(message)) - quoted - _COMMON,
        stacks=tuple(dict.fromkeys(each.frames for each in (*said, *logged) if each.frames)),
        printed_by=tuple(dict.fromkeys(each.printed_by for each in logged if each.printed_by)),
        tests=finding.tests,
        asserted=finding.kind == "test" and _compared(said),
        revision=first_revision(facts, finding),
        apart=(*apart(facts, [*primary, *related]), *requests_apart(facts, finding)),
        took=took(facts, [*primary, *related]),
        start_up=start_up,
        led_by=tuple(dict.fromkeys(call for each in logged for call in each.led_by)),
        reads=tuple(dict.fromkeys(read for each in logged for read in each.reads)),
        imports=tuple(dict.fromkeys(name for each in logged for name in each.imports)),
        slower=slower,
        all_slower=slower and most_are_slower(facts, finding.service or ""),
        routes=tuple(dict.fromkeys(f"{each.method} {each.route}" for each in asked)),
        uses=_uses(facts, finding, tested=bool(unread)),
        misread=unread,
    )


def _uses(facts: Facts, finding: Finding, *, tested: bool) -> tuple[CallSite, ...]:
    """In the code of the revision that showed the failure first; of what a test could not read, in any new one."""
    revision = facts.revisions.get(first_revision(facts, finding) or "")
    of = [each.commit for each in facts.window.candidate.revisions] if tested else [revision and revision.commit]
    deployed = tuple(each for each in of if each)
    return tuple(each for each in facts.of(CallSite) if each.commit.startswith(deployed))


def _slower(facts: Facts, finding: Finding) -> bool:
    """Whether it is of time, or a warning on a revision on which a route of the service takes longer."""
    if finding.kind == "latency":
        return True
    revision = first_revision(facts, finding) if finding.kind == "warning" else None
    return revision is not None and any(
        each.after.revision == revision and is_slower(each) for key, each in pairs(facts) if key[0] == finding.service
    )


def _start_up(facts: Facts, finding: Finding) -> tuple[LastLine, ...] | None:
    """What a start logs on its way is no message of the failure, but tells how far it went."""
    records = (facts.records[key] for key in finding.primary)
    unready = next((each for each in records if isinstance(each, Revision) and each.ready is False), None)
    if unready is None:
        return None
    found = []
    counted = progress_of(facts, unready)
    for each in last_lines(facts, unready.name):
        text = next((entry.text for entry in each.exemplars if entry.revision == unready.name), "")
        times = sum(row.count for row in each.by_revision if row.revision == unready.name)
        pace = counted.pace if counted is not None and each.id in counted.cites else None
        found.append(LastLine(text, each.printed_by, each.id, times, pace))
    return tuple(found)


def symptom_of_case(case: CaseResult) -> Symptom:
    """The same of one failed test alone."""
    message = _message(case)
    quoted = frozenset(_QUOTED.findall(message)) - _COMMON
    return Symptom(
        message=message,
        detail=_detail(case),
        quoted=quoted,
        words=frozenset(_CODE_NAME.findall(message)) - quoted - _COMMON,
        stacks=(case.frames,) if case.frames else (),
        printed_by=(),
        tests=(case.test,),
        asserted=_compared([case]),
        revision=None,
    )


def _misread(record: LogPattern | CaseResult) -> Misread | None:
    return misread(record) if isinstance(record, CaseResult) else None


def _message(record: LogPattern | CaseResult) -> str:
    """What the failure says, behind its type where that stands apart."""
    said = record.message or record.excerpt
    kind = (record.error_type or "").rpartition(".")[2]
    return said if not kind or kind in said else f"{kind}: {said}"


def _detail(record: LogPattern | CaseResult) -> str:
    named = record.test if isinstance(record, CaseResult) else ""
    return "\n".join((record.message or "", record.excerpt, named))


def _compared(records: Iterable[AnyEvidence]) -> bool:
    cases = [each for each in records if isinstance(each, CaseResult)]
    return any(
        (each.error_type or "").endswith("AssertionError") or bool(_ASSERTED.search(each.message or ""))
        for each in cases
    )


def first_revision(facts: Facts, finding: Finding) -> str | None:
    """The candidate revision on which the finding was seen first; None for findings of tests.

    What set in before its service was deployed anew was seen first on the revision of then.
    """
    seen = []
    low, high = answers_of(finding)
    for key in finding.primary:
        record = facts.records[key]
        if isinstance(record, LogPattern):
            seen += [(each.first, each.revision) for each in record.by_revision]
        elif isinstance(record, PlatformEvent) and record.revision is not None:
            seen.append((record.first, record.revision))
        elif isinstance(record, Revision) and record.at is not None:
            seen.append((record.at, record.name))
        elif isinstance(record, RequestStatistics):
            bad = [each.first for each in record.statuses if low <= each.status <= high]
            seen += [(moment, record.revision) for moment in bad]
            if finding.kind == "latency" and finding.first is not None:
                seen.append((finding.first, record.revision))
    if seen and before_window(facts, finding):
        return min(seen)[1]
    new = [each for each in seen if each[1] in facts.new_revisions or facts.has_set_in(finding.service, each[0])]
    return min(new)[1] if new else None
