"""Which statement of the deployed source printed a message, by the source of the revisions that were logged of."""

from dataclasses import dataclass

from collectors.collector import Code
from collectors.logs.entries.entry import Entry
from collectors.logs.messages.message import Message
from collectors.logs.records.shown import SOURCE, Redact
from collectors.logs.source_templates.deployed_source import DeployedSource, read_deployed_source
from collectors.logs.source_templates.imported_names import imported_names
from collectors.logs.source_templates.leading_calls import CodeFiles, leading_calls
from collectors.logs.source_templates.of_message import printed_by, raised_by
from collectors.logs.source_templates.setting_reads import SettingReads
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.stored_before import stored_before
from collectors.logs.source_templates.template import Parts
from collectors.logs.source_templates.templates import SourceTemplates
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import CodePlace, ImportedName, LeadingCall, SettingRead
from incidents.model.record import digest
from incidents.model.scope import Reading, Span

MOST_COMMITS = 5
"""Commits whose source is read, the last deployed of those that were logged of."""


@dataclass(frozen=True)
class Printed:
    """`call` is the same for all that one call prints, on whatever line it stands; `template` is for people."""

    call: str
    template: str
    place: CodePlace
    parts: Parts = ()


@dataclass(frozen=True)
class AtStack:
    """What the deployed source does at the deepest lines of a stack."""

    led_by: tuple[LeadingCall, ...] = ()
    reads: tuple[SettingRead, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    stored: tuple[LeadingCall, ...] = ()


NOTHING_AT_STACK = AtStack()


class Statements:
    """The statements of the deployed commits."""

    def __init__(self, sources: dict[str, DeployedSource], revisions: dict[str, str]) -> None:
        by_commit = {commit: each.statements for commit, each in sources.items()}
        self._templates = SourceTemplates(by_commit, revisions)
        self._revisions = revisions
        self._code = {commit: CodeFiles(each.code) for commit, each in sources.items() if each.code}
        self._reads = {commit: SettingReads(code, sources[commit].code) for commit, code in self._code.items()}
        self._last = next(reversed(by_commit), "")
        self._calls: dict[tuple[str, str, int], LogStatement] = {}
        for commit, statements in by_commit.items():
            for each in statements:
                # A call that prints one of several texts has a statement for each of them.
                key = (commit, each.file, each.line)
                self._calls[key] = min(self._calls.get(key, each), each, key=lambda of: of.key)

    def of(self, entry: Entry, message: Message) -> Printed | None:
        """The call that printed the message; for a stack, the statement that made the exception."""
        raised = message.stack is not None
        find = raised_by if raised else printed_by
        found = find(self._templates, entry, message)
        if found is None:
            return None
        commit, line = self._where(entry, found)
        call = self._calls.get((commit, found.file, line), found)
        place = CodePlace(file=found.file, function=found.function, line=line, commit=commit)
        return Printed("\x1f".join(call.key), call.template, place, () if raised else found.parts)

    def at_stack(self, entry: Entry, message: Message) -> AtStack:
        """What the deepest lines of the message's stack do, in the source of the entry's revision."""
        commit = self._revisions.get(entry.revision, "")
        if message.stack is None or commit not in self._code:
            return NOTHING_AT_STACK
        frames, code = message.stack.frames, self._code[commit]
        return AtStack(
            leading_calls(frames, code),
            self._reads[commit].of(frames),
            imported_names(frames, code),
            stored_before(frames, code),
        )

    def _where(self, entry: Entry, found: LogStatement) -> tuple[str, int]:
        """The commit of the revision and the line in it; the last commit that holds the statement elsewhere."""
        lines = self._templates.lines(found)
        commit = self._revisions.get(entry.revision, self._last)
        if commit not in lines:
            commit = next((each for each in reversed(lines)), commit)
        of = lines.get(commit, (found.line,))
        return commit, found.line if found.line in of else of[0]


def deployed_statements(code: Code, logged: set[str], redact: Redact) -> tuple[Statements | None, tuple[Reading, ...]]:
    """The statements of what was logged of, and a reading where its source could not be read whole."""
    revisions = {name: commit for name, commit in code.commits.items() if name in logged}
    commits = list(dict.fromkeys(revisions.values()))[-MOST_COMMITS:]
    if not commits:
        return None, ()
    sources = read_deployed_source(code.path, code.name, commits)
    readable = {commit: each for commit, each in sources.items() if each.failed is None and not each.absent}
    readings = _readings(code, sources, redact)
    kept = {name: commit for name, commit in revisions.items() if commit in readable}
    return (Statements(readable, kept) if any(each.statements for each in readable.values()) else None), readings


def _readings(code: Code, sources: dict[str, DeployedSource], redact: Redact) -> tuple[Reading, ...]:
    what = redact(f"source of the deployed commits in {code.name}")
    failed = [each.failed for each in sources.values() if each.failed is not None]
    problems = ProblemTally()
    for commit, source in sources.items():
        if source.absent:
            problems.add("deployed commits that are not in the repository", commit[:12], harmless=True)
        for path in source.unread:
            problems.add("files of source code that could not be read", redact(f"{commit[:12]}:{path}"))
    if not failed and not problems.problems():
        return ()
    reading = Reading(
        id=f"reading-{digest(SOURCE, what)}",
        source=SOURCE,
        what=what,
        span=Span(),
        items=0,
        pages=len(sources),
        status="truncated" if failed else "complete",
        why=redact(f"the source of {len(failed)} of {len(sources)} commits could not be read ({failed[0]})")
        if failed
        else None,
        problems=problems.problems(),
    )
    return (reading,)
