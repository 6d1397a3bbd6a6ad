"""Whatever people do to a draft and whatever the evidence becomes: nothing of theirs is lost, nothing of ours is stale.

`DRAFT_EXAMPLES=10000 make test PYTEST_ARGS=tests/reports/drafts/test_any_edit.py` tries more than the suite does.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from reports.drafts.rebuild import rebuilt
from tests.reports.drafts.documents_of_blocks import BASE, NAME, REMARKS, document, stored

EXAMPLES = int(os.environ.get("DRAFT_EXAMPLES", "300"))
ROUNDS = 3
NAMES = ("impact.summary", "impact.timeline", "impact.what-changed", "impact.options", "impact.footer")
RECORDS = "impact.records"
WHOLE = re.compile(
    r"^<!-- incident:block (\S+) -->\n((?:(?!^<!-- incident:).*\n)*)^<!-- incident:end \1 -->$", re.MULTILINE
)
MARKED = re.compile(r"^\ufeff?<!-- incident:(?:block|end) (\S+) -->\r?$", re.MULTILINE)
NAMED = re.compile(r"incident:(?:block|end) (\S+)")

Blocks = dict[str, tuple[str, ...]]
Choice = tuple[str, int, int]


@st.composite
def evidence(draw: st.DrawFn) -> Blocks:
    """Sentences, figures and citations of one build, in some of the blocks, with the footnotes they need."""
    blocks: Blocks = {}
    for name in NAMES:
        told: list[int] | None = draw(st.none() | st.lists(st.integers(0, 7), max_size=5))
        if told is not None:
            blocks[name] = ("## Heading", "", *(f"- says {n} of 9 things[^log-{n % 4}]" for n in told))
    labels = sorted(set(re.findall(r"\[\^(.*?)\]", str(blocks))))
    blocks[RECORDS] = tuple(f"[^{label}]: the record {label}, read {draw(st.integers(0, 1))} times" for label in labels)
    return blocks


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["write", "reword", "cut", "delete", "move", "copy", "spoof", "cite", "tear", "crlf", "no-end", "bom"]
        ),
        st.integers(0, 999),
        st.integers(0, 999),
    ),
    max_size=6,
)


@dataclass
class Author:
    """Changes a draft; every line of theirs holds a word that nobody else writes."""

    written: int = 0

    def edit(self, text: str, choices: list[Choice]) -> str:
        for kind, one, other in choices:
            text = self._edited(text, kind, one, other)
        return text

    def _edited(self, text: str, kind: str, one: int, other: int) -> str:
        if kind in ("delete", "move", "copy"):
            return _with_block(text, kind, one, other)
        if kind in ("crlf", "no-end", "bom"):
            return _as_an_editor_saves(text, kind)
        lines = text.split("\n")
        place = one % len(lines)
        if kind in ("reword", "cut"):
            self._change(lines, place, kind)
        elif kind == "tear":
            lines[place] = lines[place].replace(" -->", " ").replace("incident:end", "incident :end")
        else:
            lines.insert(place, self._line(kind, one, other))
        return "\n".join(lines)

    def _change(self, lines: list[str], place: int, kind: str) -> None:
        if "incident" in lines[place]:
            return
        if kind == "reword":
            lines[place] = f"{lines[place].removesuffix(chr(13))} {self._word()}"
        elif "author" not in lines[place]:
            del lines[place]

    def _line(self, kind: str, one: int, other: int) -> str:
        if kind == "spoof":
            return f"<!-- incident:{('block', 'end')[one % 2]} {(*NAMES, 'impact.other')[other % 6]} -->"
        return (
            f"{self._word()} cites[^log-{other % 4}]" if kind == "cite" else f"{self._word()} and {other} of 9 things"
        )

    def _word(self) -> str:
        self.written += 1
        return f"author{self.written}"


def _as_an_editor_saves(text: str, kind: str) -> str:
    if kind == "crlf":
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text.removesuffix("\n").removesuffix("\r") if kind == "no-end" else "\ufeff" + text.removeprefix("\ufeff")


def _with_block(text: str, kind: str, one: int, other: int) -> str:
    """A whole block deleted, moved to another place between lines, or copied there."""
    found = list(re.finditer(r"(?ms)^<!-- incident:block (\S+) -->.*?^<!-- incident:end \1 -->\r?\n", text))
    if not found:
        return text
    chosen = found[one % len(found)]
    if kind == "delete":
        return text[: chosen.start()] + text[chosen.end() :] if "author" not in chosen[0] else text
    rest = text if kind == "copy" else text[: chosen.start()] + text[chosen.end() :]
    places = [0, *(each.end() for each in re.finditer("\n", rest)), len(rest)]
    place = places[other % len(places)]
    return rest[:place] + chosen[0] + rest[place:]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if "author" in line]


def _blocks(text: str) -> dict[str, str]:
    """The bodies of blocks whose markers are whole and stand once, with plain line ends."""
    marked = MARKED.findall(text)
    found = WHOLE.findall(text.replace("\r\n", "\n").replace("\ufeff", "") + "\n")
    return {name: body for name, body in found if marked.count(name) == 2}


def _subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(each in rest for each in part)


@given(st.lists(st.tuples(EDITS, evidence()), min_size=1, max_size=ROUNDS), evidence())
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_of_people_is_lost_and_nothing_of_ours_is_stale(
    rounds: list[tuple[list[Choice], Blocks]], first: Blocks
) -> None:
    author = Author()
    base = document(first)
    files: Mapping[str, str | None] = stored(base, base)
    deleted: set[str] = set()
    for edits, blocks in rounds:
        base, now = str(files[BASE]), document(blocks)
        edited = author.edit(str(files[NAME]), edits)
        built = rebuilt({NAME: now}, {**files, NAME: edited})
        merged = str(built.files[NAME])
        files = {NAME: merged, BASE: built.files[BASE], REMARKS: built.files[REMARKS]}

        assert _subsequence(_lines(edited), _lines(merged))
        deleted = (deleted | set(_blocks(base))) - set(NAMED.findall(edited))
        _nothing_stale(base, edited, now, merged)
        _where_people_put_it(edited, merged, deleted)
        _footnotes_resolve(edited, merged, now if now != base else "")

        again = rebuilt({NAME: now}, files)
        assert again.files == built.files
        assert again.notes == ()
        event("conflict" if "remark offer" in str(built.files[REMARKS]) else "no conflict")


def _nothing_stale(base: str, edited: str, now: str, merged: str) -> None:
    """A block that nobody edited is as it is generated now; one that is generated no longer is gone."""
    was, own, is_now, final = (_blocks(each) for each in (base, edited, now, merged))
    for name, body in own.items():
        if body == was.get(name) and name != RECORDS:
            assert final.get(name) == is_now.get(name)
        elif body == was.get(name) and name in is_now:
            assert set(is_now[name].split("\n")) <= set(final[name].split("\n"))


def _where_people_put_it(edited: str, merged: str, deleted: set[str]) -> None:
    order = [each for each in _blocks(edited) if each in _blocks(merged)]
    assert [each for each in _blocks(merged) if each in order] == order
    assert not deleted & set(NAMED.findall(merged))
    assert merged.endswith("\n") == edited.endswith("\n")
    if "\r" not in edited:
        assert "\r" not in merged
    elif "\n" not in edited.replace("\r\n", ""):
        assert "\n" not in merged.replace("\r\n", "")


def _footnotes_resolve(edited: str, merged: str, now: str) -> None:
    """Every label that the draft cites and that was or is defined is defined in it, where its block is whole.

    What people took out while nothing changed is their own business.
    """
    if RECORDS not in _blocks(edited) or RECORDS not in _blocks(merged):
        return
    prose = "\n".join(line for line in merged.split("\n") if not line.startswith("[^"))
    known = _defined(edited) | _defined(now)
    assert set(re.findall(r"\[\^(.+?)\]", prose)) & known <= _defined(merged)


def _defined(text: str) -> set[str]:
    return set(re.findall(r"^\[\^(.+?)\]:", text, re.MULTILINE))
