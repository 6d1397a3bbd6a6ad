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


def test_what_nothing_reads_there_or_what_is_new_in_the_file_is_tied_by_the_order_of_events_alone() -> None:
    failed = symptom("Invalid URL 'None/rates'", reads=(FAR,))
    assert [each.rule for each in setting_ties(changed(LEVEL, None, "debug"), failed)] == [ORDER]
    assert [each.rule for each in setting_ties(changed("DEPOT", None, "debug"), failed)] == [ORDER]
