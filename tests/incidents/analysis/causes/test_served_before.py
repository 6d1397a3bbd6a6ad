"""A commit that an earlier revision held as well, which answered the same requests without the failure."""

from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.served_before import served_before
from incidents.analysis.causes.symptom import symptom_of
from incidents.analysis.facts import Facts
from incidents.model.cause import Rival
from incidents.model.evidence import Frame, Hunk, MinuteRequests, RequestStatistics, Setting, StatusCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, at

FIRST = "parcel-api-00009-elk"
HOST = "spec.containers[0].env.PRINTER_HOST"
PATTERN = builders.log_pattern(
    message="printer at labels-7.example refused",
    frames=(Frame(file="/app/parcel_api/labels.py", line=12, function="print_label"),),
)
HUNK = Hunk(old_start=10, old_lines=2, new_start=10, new_lines=2, section="def print_label():", text="-x = 1\n+x = 2")
CHANGE = builders.file_change(hunks=(HUNK,), functions=("print_label",))


def asked(revision: str, hour: float, bad: int, route: str = "/parcels/<id>/label") -> RequestStatistics:
    seen = ((200, 40 - bad), (500, bad))
    return builders.request_statistics(
        revision=revision,
        route=route,
        count=40,
        statuses=tuple(StatusCount(status=code, count=n, first=at(hour), last=at(hour)) for code, n in seen if n),
        by_minute=(MinuteRequests(minute=at(hour), count=40, server_errors=bad),),
    )


FAILED = asked(BAD, 2.1, 38)
FINDING = builders.finding(
    primary=(PATTERN.id,), related=(FAILED.id,), signature=PATTERN.message, first=at(2, 5), last=at(2, 6)
)


def host(value: str) -> Setting:
    return Setting(path=HOST, value=value)


def facts(before: RequestStatistics, held: str = BAD_COMMIT) -> Facts:
    """The bad commit was deployed with one revision, and then again with another setting."""
    revisions = (
        builders.revision(name=GOOD),
        builders.revision(
            name=FIRST, at=at(1.5), commit=held, settings=(Setting(path=HOST, value="labels-1.example"),)
        ),
        builders.revision(settings=(Setting(path=HOST, value="labels-7.example"),)),
    )
    window = builders.window()
    serving = (builders.serving(revision=FIRST, commit=held), *window.candidate.revisions)
    window = builders.window(candidate=window.candidate.model_copy(update={"revisions": serving}))
    read = builders.collected(*revisions, PATTERN, FAILED, before, builders.commit(), CHANGE)
    return Facts(builders.sealed(collected=read, window=window))


def rivals(given: Facts, finding: Finding = FINDING) -> list[Rival]:
    lead = explain(given, [finding], ())[0].lead
    assert lead is not None
    assert lead.change is not None
    assert lead.change.setting == HOST
    return list(lead.rivals)


def test_what_ran_well_in_an_earlier_revision_is_ruled_out_and_no_rival() -> None:
    (commit,) = rivals(facts(asked(FIRST, 1.6, 0)))
    assert (commit.confidence, commit.claim.split(" (")[0]) == ("refuted", f"commit {BAD_COMMIT[:12]}")
    assert commit.separating == f"{FIRST} holds it too and answered 40 of these requests without the failure"


def test_what_an_earlier_revision_was_not_asked_or_does_not_hold_stays_open() -> None:
    elsewhere, other = facts(asked(FIRST, 1.6, 0, route="/health")), facts(asked(FIRST, 1.6, 0), held="3" * 40)
    for given in (elsewhere, other):
        assert [each.confidence for each in rivals(given)] == ["possible"]
        assert served_before(given, FINDING, symptom_of(given, FINDING)) is None


def test_what_load_may_bring_out_is_not_ruled_out_by_what_was_asked_before() -> None:
    given = facts(asked(FIRST, 1.6, 0))
    slow = FINDING.model_copy(update={"title": "the printer timed out"})
    assert served_before(given, slow, symptom_of(given, slow)) is None
