"""What a finding's own evidence names: files, functions and the words of its messages."""

import re
from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, Frame, LogPattern, PlatformEvent, Revision
from incidents.model.finding import Finding

_QUOTED = re.compile(r"['\"`]([A-Za-z_][\w./:-]{2,80})['\"`]")
_CODE_NAME = re.compile(r"\b(?:[A-Za-z]+_[A-Za-z0-9_]+|[A-Z][a-z0-9]+[A-Z]\w+|[a-z]\w*(?:\.[a-z_]\w*){1,6})\b")
_LIBRARY = ("site-packages/", "dist-packages/", "lib/python", "node_modules/", "<frozen")
_COMMON = frozenset({"AttributeError", "KeyError", "TypeError", "ValueError", "AssertionError", "RuntimeError", "self"})


@dataclass(frozen=True)
class Symptom:
    """`quoted` are names the message puts in quotes, `words` other names that look like code, `frames` the stack."""

    text: str
    quoted: frozenset[str]
    words: frozenset[str]
    frames: tuple[Frame, ...]
    revision: str | None


def symptom_of(facts: Facts, finding: Finding) -> Symptom:
    """What the primary evidence says; frames of libraries are left out."""
    records = [facts.records[key] for key in finding.primary]
    texts: list[str] = [finding.signature or ""]
    frames: list[Frame] = []
    for record in records:
        if isinstance(record, LogPattern | CaseResult):
            frames += [frame for frame in record.frames if not any(part in frame.file for part in _LIBRARY)]
            texts.append(record.message or record.excerpt)
    for key in finding.related:
        related = facts.records.get(key)
        if isinstance(related, PlatformEvent | LogPattern):
            texts.append(related.excerpt)
    text = "\n".join(texts)
    quoted = frozenset(_QUOTED.findall(text)) - _COMMON
    words = frozenset(_CODE_NAME.findall(text)) - quoted - _COMMON
    return Symptom(text, quoted, words, tuple(frames), first_revision(facts, finding))


def first_revision(facts: Facts, finding: Finding) -> str | None:
    """The candidate revision on which the finding was seen first; None for findings of tests."""
    seen = []
    for key in finding.primary:
        record = facts.records[key]
        if isinstance(record, LogPattern):
            seen += [(each.first, each.revision) for each in record.by_revision]
        elif isinstance(record, Revision) and record.at is not None:
            seen.append((record.at, record.name))
        elif record.kind == "request-statistics":
            bad = [each.first for each in record.statuses if 500 <= each.status <= 599]
            seen += [(moment, record.revision) for moment in bad]
    new = [(moment, name) for moment, name in seen if name in facts.new_revisions]
    return min(new)[1] if new else None
