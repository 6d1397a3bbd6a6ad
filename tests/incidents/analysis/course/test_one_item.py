"""One parcel that parcel-api cannot take, and that is tried again and again."""

from typing import Any

import pytest

from incidents.analysis.causes.chains import explain
from incidents.analysis.course.one_item import one_item
from incidents.analysis.course.outside import ONE_ITEM
from incidents.analysis.deployments.deliveries import delivered
from incidents.analysis.facts import Facts
from incidents.analysis.priority.priority import priority_of
from incidents.analysis.way_back.rollback import advise
from incidents.model.cause import Answer, Stop
from incidents.model.evidence import AnyEvidence, Deliveries, MinuteRequests, Setting, StatusCount
from tests import builders
from tests.builders import GOOD, at

ITEM = "4711081500"
REFUSED = builders.log_pattern(ids=(ITEM,))
FAILED = StatusCount(status=500, count=12, first=at(2, 35), last=at(2, 50))
ROW = builders.request_statistics(
    count=80,
    statuses=(FAILED,),
    by_minute=(
        MinuteRequests(minute=at(2, 5), count=30, server_errors=0),
        MinuteRequests(minute=at(2, 35), count=50, server_errors=12),
    ),
    deliveries=(Deliveries(by="Pub/Sub", count=80),),
)
REPEATED = builders.finding(primary=(REFUSED.id,), related=(ROW.id,), first=at(2, 35), last=at(2, 50))


def facts(*evidence: AnyEvidence, **revision: Any) -> Facts:
    records = (builders.revision(name=GOOD), builders.revision(**revision), *evidence)
    return Facts(builders.sealed(collected=builders.collected(*records)))


def test_an_id_that_every_entry_names_while_others_are_taken_is_one_item() -> None:
    item = one_item(facts(REFUSED, ROW), REPEATED)
    assert item is not None
    assert (item.value, item.entries, item.well, item.cites) == (ITEM, 12, 38, (ROW.id,))


@pytest.mark.parametrize(
    "evidence",
    [
        (builders.log_pattern(), ROW),  # each entry names another one
        (builders.log_pattern(ids=(ITEM,), count=4), ROW),  # too few tries
        (REFUSED,),  # nothing else is known to have been taken
        (REFUSED, builders.request_statistics()),  # hardly anything else was
        (
            REFUSED,
            ROW,
            builders.log_pattern(
                template="started",
                severity="INFO",
                error_type=None,
                exemplars=(builders.exemplar(text=f"started as {ITEM}"),),
            ),
        ),  # it is named where nothing fails
    ],
)
def test_what_is_not_shown_to_be_one_item(evidence: tuple[AnyEvidence, ...]) -> None:
    related = tuple(each.id for each in evidence[1:2])
    assert one_item(facts(*evidence), REPEATED.model_copy(update={"related": related})) is None


def test_what_one_of_two_errors_does_not_name_is_no_item_of_both() -> None:
    other = builders.log_pattern(template="label <id> is too long", ids=("4711081501",))
    both = REPEATED.model_copy(update={"primary": (REFUSED.id, other.id)})
    assert one_item(facts(REFUSED, ROW, other), both) is None


def test_what_a_setting_holds_is_a_place_and_no_item() -> None:
    place = Setting(path="spec.env.DEPOT", value=f"depot-{ITEM}")
    assert one_item(facts(REFUSED, ROW, settings=(place,)), REPEATED) is None


def test_its_cause_is_the_item_and_no_change_and_no_revision_takes_it_back() -> None:
    known = facts(REFUSED, ROW)
    chains = explain(known, [REPEATED], ())
    answer, stop = chains[0].whys
    assert isinstance(answer, Answer)
    assert (answer.cause.rule, answer.cause.confidence, answer.cause.change) == (ONE_ITEM, "probable", None)
    assert answer.cause.claim == f"one item, `{ITEM}`, holds what parcel-api cannot take, and is tried again and again"
    assert answer.cause.mechanism == f"all 12 entries name `{ITEM}`, and 38 other requests were answered well meanwhile"
    assert isinstance(stop, Stop)
    assert stop.text == "what the item holds, and where it came from, was not read"
    back = advise(known, [REPEATED], chains)
    assert (back.target, back.reason) == (
        None,
        "one item alone fails, parcel-api takes the others, and nothing shows that an earlier revision takes it",
    )


def test_tries_are_no_measure_of_how_grave_it_is() -> None:
    given = priority_of(facts(REFUSED, ROW), REPEATED)
    assert (given.level, given.row) == ("P2", "F")
    assert given.reason.startswith("one item alone fails, however often it is tried: all 12 entries")


def test_how_much_was_to_be_delivered_is_told_where_the_entries_tell() -> None:
    (claim,) = delivered(facts(REFUSED, ROW), [REPEATED])
    assert claim.template.endswith(
        "What failed is one item, delivered again and again: all {entries} entries of the error name {item}."
    )
    assert {each.name: each.value for each in claim.values}["item"] == ITEM
    assert REFUSED.id in claim.cites
    (claim,) = delivered(facts(builders.log_pattern(), ROW), [REPEATED])
    assert claim.template.endswith("how much that is no record tells.")
