import difflib
import random

import pytest

from incidents.analysis.causes.ranking.traced_lines import in_repository, traced
from incidents.model.evidence import FileChange, Hunk
from tests import builders
from tests.incidents.analysis.causes.symptoms import change

PATH = "parcel_api/labels.py"


def test_a_line_that_the_newest_change_wrote_is_its_own() -> None:
    newest = change(" a", "+b", " c", commit="5" * 40)
    found = traced([(PATH, 11)], [[newest]])
    assert found[PATH, 11].change is newest
    assert found[PATH, 11].text == "b"


def test_a_line_is_followed_through_what_moved_it() -> None:
    older, newest = change("+x", commit="4" * 40), change(" a", "+b", "+c", " d", commit="5" * 40)
    assert traced([(PATH, 12)], [[newest], [older]])[PATH, 12].change is newest
    assert traced([(PATH, 10)], [[newest], [older]])[PATH, 10].change is older


def test_a_line_that_no_change_of_the_window_wrote_is_nobodys() -> None:
    assert traced([(PATH, 5), ("other.py", 10)], [[change("+x")]]) == {}


def test_a_renamed_file_is_followed() -> None:
    renamed = builders.file_change(status="renamed", old_path="old.py", commit="5" * 40)
    older = change("+x", path="old.py", commit="4" * 40)
    assert traced([(PATH, 10)], [[renamed], [older]])[PATH, 10].change is older


@pytest.mark.parametrize("effect", ["formatting-only", "comments-only"])
def test_a_change_that_no_program_notices_is_looked_through(effect: str) -> None:
    older, newest = change("+x = 1", commit="4" * 40), change("-x = 1", "+x=1", commit="5" * 40, effect=effect)
    assert traced([(PATH, 10)], [[newest], [older]])[PATH, 10].change is older


@pytest.mark.parametrize("seed", range(20))
def test_every_line_of_a_linear_history_is_given_to_the_change_that_wrote_it(seed: int) -> None:
    chance = random.Random(seed)
    lines, history = [f"start {number}" for number in range(30)], []
    for number in range(6):
        old = list(lines)
        for _ in range(3):
            place = chance.randrange(len(lines))
            lines[place : place + chance.randrange(3)] = [f"{number} {chance.random()}"] * chance.randrange(3)
        history.append(_diff(old, lines, f"{number}" * 40))
    found = traced([(PATH, place) for place in range(1, len(lines) + 1)], [[each] for each in reversed(history)])
    wanted = {place: text[0] for place, text in enumerate(lines, 1) if not text.startswith("start")}
    assert {place: written.change.commit[0] for (_, place), written in found.items()} == wanted


def _diff(old: list[str], new: list[str], commit: str) -> FileChange:
    hunks = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(2):
        text = []
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                text += [f" {line}" for line in old[old_from:old_to]]
                continue
            text += [f"-{line}" for line in old[old_from:old_to]] + [f"+{line}" for line in new[new_from:new_to]]
        first, last = group[0], group[-1]
        spans = {"old_lines": last[2] - first[1], "new_lines": last[4] - first[3]}
        starts = {"old_start": first[1] + 1, "new_start": first[3] + 1}
        hunks.append(Hunk(**starts, **spans, section="", text="\n".join(text)))
    return builders.file_change(commit=commit, hunks=tuple(hunks))


def test_a_printed_path_names_a_file_only_where_it_names_one() -> None:
    paths = {"parcel_api/labels.py": None, "parcel_web/labels.py": None}
    assert in_repository("/app/parcel_api/labels.py", paths) == "parcel_api/labels.py"
    assert in_repository("labels.py", paths) is None
    assert in_repository("file:///srv/app/parcel_web/labels.py", paths) == "parcel_web/labels.py"
    assert in_repository("/usr/lib/other.py", paths) is None


def test_an_image_that_was_built_from_a_folder_prints_other_beginnings() -> None:
    paths = {"apps/desk/src/mail.py": None, "apps/api/src/mail.py": None, "apps/api/src/other.py": None}
    assert in_repository("/srv/desk/src/mail.py", paths) == "apps/desk/src/mail.py"
    assert in_repository("/srv/src/mail.py", paths) is None
    assert in_repository("/opt/lib/src/other.py", paths) == "apps/api/src/other.py"
    assert in_repository("/opt/lib/other.py", paths) is None
