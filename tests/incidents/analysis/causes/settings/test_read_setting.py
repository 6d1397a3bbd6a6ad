import pytest

from incidents.analysis.causes.settings import read_setting
from incidents.analysis.causes.settings.rules import ORDER, setting_ties
from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.model.evidence import SettingRead
from tests import builders
from tests.builders import GOOD
from tests.incidents.analysis.causes.symptoms import symptom

LEVEL = "LEVEL"
DEPOT = SettingRead(name="DEPOT", file="a/q.py", line=9, read_in="a/q.py", read_at=4, near=True)
FAR = DEPOT.model_copy(update={"near": False})


def changed(name: str, before: str | None, after: str | None) -> SettingChange:
    path = f"spec.containers[0].env.{name}"
    return SettingChange(builders.revision(name=GOOD), builders.revision(), path, before, after)


@pytest.mark.parametrize(
    ("read", "before", "after", "said", "strong", "closest"),
    [
        (DEPOT, "http://depot.example", None, "Invalid URL 'None/rates'", True, True),
        (DEPOT, "http://depot.example", "", "unsupported protocol scheme", True, True),
        (DEPOT, "http://depot.example", "http://other.example", "no such rate", True, False),
        (DEPOT, "http://depot.example", "http://other.example", "Invalid URL 'None/rates'", True, False),
        (DEPOT, None, "on", "no such rate", True, False),
        (FAR, "http://depot.example", None, "Cannot read properties of undefined", True, False),
        (FAR, "a", "b", "no such rate", False, False),
    ],
)
def test_how_near_the_reading_is_and_what_the_failure_shows(
    read: SettingRead, before: str | None, after: str | None, said: str, *, strong: bool, closest: bool
) -> None:
    tie = read_setting.tie(changed("DEPOT", before, after), symptom(said, reads=(read,)))
    assert tie is not None
    assert (tie.strong, tie.closest) == (strong, closest)
    assert "line 4 of a/q.py reads `DEPOT`" in tie.how


@pytest.mark.parametrize(
    ("read", "how"),
    [
        (FAR, ", and the stack of the failure runs through that file"),
        (DEPOT, ", and line 9 of a/q.py, which is in the stack, works with it"),
        (DEPOT.model_copy(update={"read_at": 9}), ", and the stack of the failure runs through that line"),
    ],
)
def test_how_the_stack_comes_to_the_reading_is_said(read: SettingRead, how: str) -> None:
    tie = read_setting.tie(changed("DEPOT", "a", "b"), symptom("no such rate", reads=(read,)))
    assert tie is not None
    assert tie.how == f"line {read.read_at} of a/q.py reads `DEPOT`{how}"


def test_of_two_readings_the_one_that_is_near_counts() -> None:
    tie = read_setting.tie(changed("DEPOT", "a", "b"), symptom("no such rate", reads=(FAR, DEPOT)))
    assert tie is not None
    assert tie.rule == read_setting.NAME


def test_what_nothing_reads_there_or_what_is_new_in_the_file_is_tied_by_the_order_of_events_alone() -> None:
    failed = symptom("Invalid URL 'None/rates'", reads=(FAR,))
    assert [each.rule for each in setting_ties(changed(LEVEL, None, "debug"), failed)] == [ORDER]
    assert [each.rule for each in setting_ties(changed("DEPOT", None, "debug"), failed)] == [ORDER]
