from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rules import level_without_failure, new_error_pattern
from incidents.model.evidence import AnyEvidence, CodePlace, Filled, Frame, LogPattern, MinuteRequests
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from tests import builders
from tests.builders import BAD, GOOD, at

PLACE = CodePlace(file="parcel_api/audit.py", function="audit", line=9, commit=builders.BAD_COMMIT)
CHANGE = builders.file_change(path="parcel_api/audit.py")
SERVED = tuple(
    builders.request_statistics(
        revision=name,
        statuses=(),
        by_minute=tuple(MinuteRequests(minute=at(hour, m), count=9, server_errors=0) for m in range(50)),
    )
    for name, hour in ((GOOD, 1), (BAD, 2))
)
NOTHING_WRONG = (Filled(name="errors", value="0"), Filled(name="rows", value="512"))


def audit(said: str = "audit finished", **changes: Any) -> LogPattern:
    values = {"template": said, "excerpt": said, "error_type": None, "printed_by": PLACE, "fields": NOTHING_WRONG}
    return builders.log_pattern(**{**values, **changes})


def sealed(*evidence: AnyEvidence) -> SealedEvidence:
    deployed = (builders.revision(name=GOOD), builders.revision(), builders.commit())
    return builders.sealed(collected=builders.collected(*deployed, *SERVED, *evidence))


def rules_that_speak(*evidence: AnyEvidence) -> list[str]:
    facts = Facts(sealed(*evidence))
    return [each.rule for rule in (level_without_failure, new_error_pattern) for each in rule.find(facts)]


def test_what_went_well_is_to_be_looked_at_with_what_it_says() -> None:
    (found,) = level_without_failure.find(Facts(sealed(audit(), CHANGE)))
    assert found.title == (
        "parcel-api: `audit finished` is logged as an error, and nothing tells that anything failed, "
        "the first with `errors=0, rows=512`"
    )
    assert (found.kind, found.priority.level) == ("warning", "P2")


def test_no_errors_are_none_whatever_the_logger_puts_in_front() -> None:
    line = "[2026-03-17 14:12:32,064: ERROR/Worker-1] audit of 10 is done, 0 errors"
    pattern = audit("audit of <num> is done, <num> errors", excerpt=line, fields=())
    assert rules_that_speak(pattern, CHANGE) == [level_without_failure.NAME]


@pytest.mark.parametrize(
    "pattern",
    [
        audit("audit finished with an error"),
        audit("audit did not complete: not found"),
        audit("audit is done, 3 errors", fields=()),
        audit(fields=(Filled(name="errors", value="3"),)),
        audit(fields=(Filled(name="reason", value="no room"), Filled(name="errors", value="0"))),
        audit(fields=(Filled(name="status", value="stopped"),)),
        audit("stock of 12 parcels", fields=()),  # neither good nor bad
        audit(frames=(Frame(file="parcel_api/audit.py", line=9, function="audit"),)),
        audit(error_type="AuditError"),
        audit(severity="CRITICAL"),
        audit(printed_by=None),
        audit(printed_by=PLACE.model_copy(update={"file": "parcel_api/old.py"})),  # no commit changed it
    ],
)
def test_whatever_may_be_a_failure_stays_an_error(pattern: LogPattern) -> None:
    assert rules_that_speak(pattern, CHANGE) == [new_error_pattern.NAME]


def test_requests_that_failed_meanwhile_make_it_an_error() -> None:
    minutes = tuple(MinuteRequests(minute=at(2, m), count=9, server_errors=8) for m in (5, 6))
    failed = builders.request_statistics(by_minute=minutes, route="/audits")
    assert rules_that_speak(audit(), CHANGE, failed) == [new_error_pattern.NAME]


def whole(*evidence: AnyEvidence) -> Incident:
    return analyse(sealed(*evidence))


def test_it_makes_no_incident_no_way_back_and_no_failed_criterion() -> None:
    found = whole(audit(), CHANGE)
    assert (found.verdict, found.rollback.target) == ("healthy", None)
    assert found.verdict_reason.startswith("nothing was found to fail; 1 message to look at")
    assert found.decision is not None
    assert {each.result for each in found.decision.criteria if each.service} == {"pass"}
    (action,) = found.actions
    assert action.text.startswith("Look at: parcel-api: `audit finished`")
    assert action.done_when == "It is logged at another level, or it is said what fails by it."


@pytest.mark.parametrize(
    ("words", "printed_by", "verdict"),
    [
        ("/usr/lib/python3/site-packages/labels/ink.py:12: RuntimeWarning: no ink is set", None, "healthy"),
        ("/srv/parcel_api/urls.py:4: RemovedInLabels6Warning: the default will be changed", None, "healthy"),
        ("DEPRECATION WARNING: 'Labels::Ink' is deprecated without replacement (called from print)", None, "healthy"),
        ("PHP Deprecated: Creation of dynamic property Label::$ink is deprecated in /srv/ink.php", None, "healthy"),
        ("print_label is deprecated", PLACE, "incident"),  # the team's own call says so
        ("parcels are printed twice", None, "incident"),
    ],
)
def test_a_library_s_warning_of_its_use_makes_no_incident_either(
    words: str, printed_by: CodePlace | None, verdict: str
) -> None:
    assert whole(audit(words, severity="WARNING", printed_by=printed_by, fields=()), CHANGE).verdict == verdict
