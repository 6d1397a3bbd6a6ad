"""Which change of another service made it give another value than before, where the failure quotes one of both.

Claims: the failure quotes a literal that the change took out or brought, or what a variable that the change began to
use holds on the new revision. Refuted by the same failure while the other service gave the value of before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from incidents.analysis.causes.ranking.named import more_lines
from incidents.analysis.causes.settings.setting_change import SettingChange, leaf_of
from incidents.model.evidence import FileChange, Revision

_QUOTED = re.compile(r"""(?<![\w\\])(['"`])([^\s'"`<>{}%\\]{6,200})\1""")
_VARIABLE = re.compile(r"\.env\.|\.env\[")
_SERVED = ("production", "config")
_SHORTEST_NAME = 4


class OtherValue(NamedTuple):
    """`did` goes on from the name of the commit; `how` from the failure to it."""

    change: FileChange
    did: str
    how: str
    about: str


def quoted_values(message: str) -> list[str]:
    """What the message quotes and that is no plain word, which two programs may hold by chance."""
    found = dict.fromkeys(match[2] for match in _QUOTED.finditer(message))
    return [each for each in found if re.search(r"[A-Za-z]", each) and re.search(r"[^A-Za-z]|[a-z][A-Z]", each)]


def other_values(
    by_commit: Mapping[str, Sequence[FileChange]], revision: Revision, message: str
) -> list[tuple[str, OtherValue]]:
    """For each commit of the new image the first such value; a value that was only moved within the image is none."""
    served = {sha: [each for each in of if each.path_class in _SERVED] for sha, of in by_commit.items()}
    found: dict[str, OtherValue] = {}
    for value in quoted_values(message):
        for sha, change, net in _moved(served, rf"""['"`]{re.escape(value)}['"`]|[:=]\s*{re.escape(value)}\s*$"""):
            did = f"takes `{value}` out of {change.path}" if net < 0 else f"brings `{value}` in {change.path}"
            gives = "no longer gives" if net < 0 else "began to give"
            found.setdefault(sha, OtherValue(change, did, f"quotes `{value}`, which {revision.service} {gives}", value))
    for name, value in _held(revision, message):
        for sha, change, net in _moved(served, rf"(?<!\w){re.escape(name)}(?!\w)"):
            how = f"`{value}`, which is the `{name}` of {revision.name} that this change begins to use"
            did = f"begins to use `{name}` in {change.path}"
            if net > 0:
                known = found.get(sha)
                found[sha] = (
                    known._replace(how=f"{known.how}, and {how}")
                    if known
                    else OtherValue(change, did, f"quotes {how}", value)
                )
    return list(found.items())


def names_value_of(message: str, change: SettingChange) -> str | None:
    """Which of both values of a changed setting the message quotes, the old one first."""
    quoted = quoted_values(message)
    return next((each for each in (change.before, change.after) if each in quoted), None)


def _held(revision: Revision, message: str) -> Iterator[tuple[str, str]]:
    quoted = quoted_values(message)
    for each in revision.settings:
        name = leaf_of(each.path)
        if _VARIABLE.search(each.path) and each.value in quoted and len(name) >= _SHORTEST_NAME:
            yield name, each.value


def _moved(served: Mapping[str, Sequence[FileChange]], pattern: str) -> Iterator[tuple[str, FileChange, int]]:
    """For each commit that has more, or fewer, of such lines, as all commits together have, the file with the most."""
    lines = re.compile(pattern)
    net = {sha: {each.id: more_lines(each, lines.search) for each in of} for sha, of in served.items()}
    whole_image = sum(count for of in net.values() for count in of.values())
    for sha, of in served.items():
        own = sum(net[sha].values())
        if own * whole_image > 0:
            sign = 1 if own > 0 else -1
            yield sha, max(of, key=lambda each: sign * net[sha][each.id]), own
