from incidents.analysis.course.one_value import one_value
from incidents.model.evidence import Filled, LogPattern
from tests.builders import log_pattern


def filled(*values: Filled, count: int = 12) -> LogPattern:
    return log_pattern(filled=values, count=count)


def told(*patterns: LogPattern) -> str:
    clause, values = one_value(patterns)
    return clause.format(**{each.name: each.value for each in values})


ADA = Filled(name="user", value="ada")


def test_what_all_entries_name_is_told_with_their_number() -> None:
    assert told(filled(ADA, Filled(name="kind", value="ping"))) == (
        "all 12 entries name only ping as kind; all 12 entries name only ada as user"
    )
    assert told(filled(ADA, count=1)) == "the 1 entry names only ada as user"


def test_what_several_lines_of_one_fault_name_alike_is_told_once() -> None:
    assert told(filled(ADA), filled(ADA)) == "all 12 entries name only ada as user"


def test_what_they_name_differently_is_no_one_value() -> None:
    assert told(filled(ADA), filled(Filled(name="user", value="bob"))) == ""


def test_nothing_that_was_filled_in_gives_no_clause() -> None:
    assert one_value([log_pattern()]) == ("", ())
