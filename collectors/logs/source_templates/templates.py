"""Explains messages: which statement of the deployed commits printed a text, or made the exception that has it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from collectors.logs.messages.stacks.python import HEADER
from collectors.logs.source_templates.known_statements import FEWEST_LITERAL, KnownStatements
from collectors.logs.source_templates.loggers import ROOT
from collectors.logs.source_templates.place import NOWHERE, Place, agreement, in_frames, in_language_of, named_by
from collectors.logs.source_templates.statement import LogStatement
from incidents.model.evidence import Frame

_OWN_NAME = re.compile(r"[.\\:]+")
# The prefix reader takes a word before a colon, in brackets or before a dash for the logger's name.
_AGAIN = ("{}: {}", "[{}] {}", "{} - {}", "{}:{}")


class SourceTemplates:
    """The statements of one or several commits.

    `by_commit` comes in the order of deployment: what a text of an unknown revision is explained by has its line from
    the last commit that holds it. `revisions` tells which commit a revision runs.
    """

    def __init__(
        self, by_commit: Mapping[str, Iterable[LogStatement]], revisions: Mapping[str, str] | None = None
    ) -> None:
        ordered = {commit: tuple(statements) for commit, statements in by_commit.items()}
        self._revisions = {name: commit for name, commit in (revisions or {}).items() if commit in ordered}
        self._printed = KnownStatements(ordered, lambda each: each.kind != "raise")
        self._raised = KnownStatements(ordered, lambda each: each.kind == "raise")
        self._loggers = frozenset(each.logger for found in ordered.values() for each in found if each.logger)

    def explain(
        self, text: str, error_type: str | None = None, frames: Sequence[Frame] = (), place: Place = NOWHERE
    ) -> LogStatement | None:
        """The statement that printed a message, without the prefix of its logging library; None where none is known.

        With `error_type` the text is that of an exception, and the statement one that makes it.
        """
        text = above_stack(text).strip()
        commit = self._revisions.get(place.revision) if place.revision is not None else None
        if error_type is not None:
            return self._exception(text, error_type, frames, commit)
        found = self._message(text, place, commit)
        if found is None and place.logger is not None and not self._is_name_of_logger(place.logger):
            bare = place._replace(logger=None)
            again = (self._message(form.format(place.logger, text), bare, commit) for form in _AGAIN)
            found = next((each for each in again if each is not None), None)
        return found or self._placed(text, place, commit) or self._text_of_exception(text, frames, commit)

    def lines(self, statement: LogStatement) -> dict[str, tuple[int, ...]]:
        """The lines of the statement in each commit that holds it; lines move while the statement stays the same."""
        known = self._raised if statement.kind == "raise" else self._printed
        return known.lines(statement.key)

    def _message(self, text: str, place: Place, commit: str | None) -> LogStatement | None:
        """The statement that agrees most with the place, of equal ones that with the most literal text."""
        best: LogStatement | None = None
        highest = -1
        most = _most(place)
        for variant in self._printed.matching(text):
            for statement in variant.known.at(commit):
                if place.logger is not None and self._conflicts(place.logger, statement):
                    continue
                score = agreement(statement, place) if most else 0
                if score > highest and (score or not variant.is_weak):
                    best, highest = statement, score
            if highest >= most:
                break
        return best

    def _conflicts(self, logger: str, statement: LogStatement) -> bool:
        """What stands where loggers do may be a word of the message, unless it is surely a logger's name."""
        return named_by(logger, statement) is False and self._is_name_of_logger(logger)

    def _is_name_of_logger(self, word: str) -> bool:
        return "." in word or word == ROOT or word in self._loggers

    def _placed(self, text: str, place: Place, commit: str | None) -> LogStatement | None:
        """A statement with hardly a literal, known by the line that the entry names."""
        if place.line is None or (place.file is None and place.module is None):
            return None
        for known in self._printed.in_line(place.line):
            for statement in known.at(commit):
                exactly = statement.line == place.line and agreement(statement, place) > 2
                if exactly and any(variant.matcher.matches(text) for variant in known.variants):
                    return statement
        return None

    def _exception(
        self, text: str, error_type: str, frames: Sequence[Frame], commit: str | None
    ) -> LogStatement | None:
        name = _OWN_NAME.split(error_type)[-1]
        best: LogStatement | None = None
        highest = (False, False, -1)
        for variant in (*self._raised.matching(text), *self._raised.hardly_literal(name, text)):
            for statement in variant.known.at(commit):
                if frames and not in_language_of(statement, frames):
                    continue
                seen = in_frames(statement, frames)
                # A message that could be anybody's needs the function, where there are frames to tell it.
                if statement.error_type not in (name, None) or (variant.letters < FEWEST_LITERAL and not seen[1]):
                    continue
                if best is None or seen > highest:
                    best, highest = statement, seen
        return best

    def _text_of_exception(self, text: str, frames: Sequence[Frame], commit: str | None) -> LogStatement | None:
        """`logger.error(error)` prints the words of whoever raised it."""
        head, colon, rest = text.partition(": ")
        if colon and head.replace(".", "").isidentifier() and head.rpartition(".")[2][:1].isupper():
            named = self._exception(rest, head, frames, commit)
            if named is not None:
                return named
        for variant in self._raised.matching(text):
            if not variant.is_weak:
                for statement in variant.known.at(commit):
                    return statement
        return None


def above_stack(text: str) -> str:
    """The lines that a call printed itself, above the traceback that the library put below them."""
    at = text.find(HEADER)
    return text if at < 0 else text[: text.rfind("\n", 0, at) + 1]


def _most(place: Place) -> int:
    if place is NOWHERE:
        return 0
    given = (place.logger, place.module, place.file, place.function)
    count = sum(each is not None for each in given)
    return count + 2 if count and place.line is not None else count
