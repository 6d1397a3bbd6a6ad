import pytest

from incidents.errors import IncidentError
from reports.issues.tracker import TrackerError, Trouble


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_was_seen_and_what_to_do(trouble: Trouble) -> None:
    error = TrackerError(trouble, "the tracker said no")

    assert isinstance(error, IncidentError)
    assert error.trouble is trouble
    assert str(error) == f"the tracker said no; {trouble.value}"


def test_no_two_troubles_are_one() -> None:
    """An enumeration takes two names with one value for one member, and the second would be lost."""
    assert len(Trouble.__members__) == len(Trouble)
