"""What only changes what is logged: no cause is blamed, and a note says what of the deployment prints it."""

from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.model.cause import Stop
from incidents.model.evidence import AnyEvidence, CodePlace, DependencyChange, LogPattern, MinuteRequests
from incidents.model.incident import Incident
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import change

PLACE = CodePlace(file="parcel_api/audit.py", function="audit", line=11, commit=BAD_COMMIT)
CALL = change('+    log.warning("printer of %s prints slowly today", name)', path="parcel_api/audit.py")
SERVED = tuple(
    builders.request_statistics(
        revision=name,
        statuses=(),
        by_minute=tuple(MinuteRequests(minute=at(hour, m), count=9, server_errors=0) for m in range(50)),
    )
    for name, hour in ((GOOD, 1), (BAD, 2))
)


def warning(said: str = "printer of <id> prints slowly today", **changes: Any) -> LogPattern:
    values = {"template": said, "excerpt": said, "severity": "WARNING", "error_type": None, "printed_by": PLACE}
    return builders.log_pattern(**{**values, **changes})


def analysed(*evidence: AnyEvidence) -> Incident:
    deployed = (builders.revision(name=GOOD), builders.revision(), builders.commit())
    return analyse(builders.sealed(collected=builders.collected(*deployed, *SERVED, *evidence)))


def test_a_warning_of_a_call_that_was_added_is_a_change_of_the_log_and_blames_no_commit() -> None:
    found = analysed(warning(), CALL)
    assert (found.verdict, found.rollback.target, found.questions) == ("healthy", None, ())
    ((stop,),) = (each.whys for each in found.chains)
    assert isinstance(stop, Stop)
    assert stop.text == (
        f"nothing fails by it: it is printed by a call that commit {BAD_COMMIT[:12]} (Print labels in the background) "
        "added in parcel_api/audit.py"
    )
    assert stop.query == f"git show {BAD_COMMIT}"


MOVED = change(
    '-    log.warning("printer of %s prints slowly today", name)',
    '+        log.warning("printer of %s prints slowly today", name)',
    path="parcel_api/audit.py",
)


@pytest.mark.parametrize(
    "evidence",
    [
        (warning(), MOVED),  # the call was there before
        (warning(), change("+    print_label()", path="parcel_api/audit.py")),
        (warning(), change(CALL.hunks[0].text, path="parcel_api/audit.py", path_class="test")),
        (warning("printer of <id> is unreachable"), change('+ log.warning("printer of %s is unreachable", name)')),
        (warning(), CALL, builders.test_run(at=at(2.5)), builders.case_result()),  # a test fails beside it
        (warning(), CALL, builders.platform_event(event="crash", message="signal 9", first=at(2.2), last=at(2.3))),
        (warning(count=400, by_minute=(builders.log_pattern().by_minute[0].model_copy(update={"count": 400}),)), CALL),
    ],
)
def test_whatever_may_be_more_than_a_change_of_the_log_has_a_cause_looked_for(
    evidence: tuple[AnyEvidence, ...],
) -> None:
    found = analysed(*evidence)
    assert found.verdict == "incident"
    assert "nothing fails by it" not in str(found.chains)


def test_requests_that_fail_in_its_minutes_make_it_more() -> None:
    minutes = tuple(MinuteRequests(minute=at(2, m), count=9, server_errors=8) for m in (5, 6))
    failed = builders.request_statistics(by_minute=minutes, route="/printers")
    assert "nothing fails by it" not in str(analysed(warning(), CALL, failed).chains)


def test_of_a_library_s_warning_the_note_names_the_version_that_the_deployment_moved() -> None:
    said = "/usr/lib/python3/site-packages/labels/ink.py:12: RuntimeWarning: no ink is set"
    moved = builders.file_change(
        path="parcel_api/requirements.txt",
        path_class="dependencies",
        dependencies=(DependencyChange(name="labels", before="1.2", after="1.3"),),
    )
    (chain,) = analysed(warning(said, printed_by=None), moved).chains
    (stop,) = chain.whys
    assert isinstance(stop, Stop)
    assert stop.text == (
        "nothing fails by it: a library warns of how it is used, and "
        f"commit {BAD_COMMIT[:12]} (Print labels in the background) changes the version of the dependency `labels` in "
        "parcel_api/requirements.txt"
    )


def test_a_version_that_another_service_is_built_with_is_not_named() -> None:
    said = "/usr/lib/python3/site-packages/labels/ink.py:12: RuntimeWarning: no ink is set"
    moved = builders.file_change(
        path="rates/requirements.txt",
        path_class="dependencies",
        dependencies=(DependencyChange(name="labels", before="1.2", after="1.3"),),
    )
    scope = builders.scope(
        services=(
            ServiceScope(name=SERVICE, source_paths=("parcel_api/",)),
            ServiceScope(name="rates-service", source_paths=("rates/",)),
        )
    )
    deployed = (builders.revision(name=GOOD), builders.revision(), builders.commit())
    held = builders.collected(*deployed, *SERVED, warning(said, printed_by=None), moved)
    (chain,) = analyse(builders.sealed(scope=scope, collected=held)).chains
    assert "labels" not in str(chain.whys).replace("labels/ink", "")
