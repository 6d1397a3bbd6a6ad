import pytest

from collectors.logs.patterns.shown_template import shown_template


@pytest.mark.parametrize(
    ("mined", "fine", "varies", "shown"),
    [
        ("parcel <*> lost", "parcel <num> lost", False, "parcel <num> lost"),
        ("ERROR: parcel <*> lost", "parcel <num> lost", True, "parcel <num> lost"),  # without its level
        ("parcel <*> lost", "db: parcel <num> lost", True, "db: parcel <num> lost"),  # with its logger
        ("<*> <*> - db - ERROR - parcel lost", "db: parcel lost", False, "db: parcel lost"),  # behind a printed time
        ("state <*> again", "state open again", True, "state <value> again"),  # one of the values
        ("state <*> again", "state open again", False, "state open again"),
        ("depot-<*> full", "depot-north full", True, "depot-<value> full"),
        ("keys <*> for <*>", "keys ['a', 'b'] for <id>", True, "keys <value> for <id>"),  # a list is one value
        ("key ab<*>9 bad", "key [redacted:token] bad", True, "key [redacted:token] bad"),  # no piece of a secret
        ("key ab<*>9 bad", "key other bad", True, "key <value> bad"),  # no words of another reading
    ],
)
def test_holes_have_the_kinds_of_the_finer_mask(mined: str, fine: str, varies: bool, shown: str) -> None:
    assert shown_template(mined, fine, varies=varies) == shown
