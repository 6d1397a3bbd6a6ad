from pathlib import Path

from incidents.build.earlier_failures import earlier_failures
from tests.builders import finding, scope, window
from tests.incidents.analysis.causes.test_common_cause import chain
from tests.incidents.store.test_stored import ending, keep


def test_what_failed_in_incidents_that_ended_before_is_kept_with_its_cause(tmp_path: Path) -> None:
    """The window of the builders ends after four hours."""
    failed = ending("failed", 3).model_copy(update={"chains": (chain(finding()),)})
    gone = ending("gone", 2).model_copy(update={"findings": (finding(state="resolved"),)})
    keep(tmp_path, failed, gone, ending("later", 5), ending("else", 1, "parcel-web"))
    names, (record,) = earlier_failures(tmp_path, scope(), window(), "this")
    assert names == ("gone", "failed")
    assert record.model_dump(exclude={"id", "hash"}) == {
        "kind": "earlier-failure",
        "at": str(finding().first),
        "source": "incidents",
        "locator": "failed/incident.json#finding-label-printer",
        "excerpt": "Labels are not printed\na commit changed it",
        "incident": "failed",
        "rule": finding().rule,
        "title": finding().title,
        "service": finding().service,
        "component": None,
        "signature": finding().signature,
        "tests": (),
        "cause": "changed-code",
        "confidence": "probable",
    }


def test_without_a_report_root_there_are_none(tmp_path: Path) -> None:
    assert earlier_failures(tmp_path / "missing", scope(), window(), "this") == ((), ())
