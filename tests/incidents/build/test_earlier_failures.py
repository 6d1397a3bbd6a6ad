from pathlib import Path

import pytest

from incidents.build import earlier_failures
from incidents.build.earlier_failures import StoredBefore, stored_before
from incidents.model.incident import Incident
from incidents.store import incident_file
from tests.builders import finding, scope, window
from tests.incidents.analysis.causes.test_common_cause import chain
from tests.incidents.store.test_stored import ending, keep


def test_what_failed_in_incidents_that_ended_before_is_kept_with_its_cause(tmp_path: Path) -> None:
    """The window of the builders ends after four hours."""
    failed = ending("failed", 3).model_copy(update={"chains": (chain(finding()),)})
    gone = ending("gone", 2).model_copy(update={"findings": (finding(state="resolved"),)})
    keep(tmp_path, failed, gone, ending("later", 5), ending("else", 1, "parcel-web"))
    stored = stored_before(tmp_path, scope(), window(), "this")
    assert (stored.names, stored.latest and stored.latest.incident) == (("gone", "failed"), failed)
    (record,) = stored.failures
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
    assert stored_before(tmp_path / "missing", scope(), window(), "this") == StoredBefore()


def test_each_stored_incident_is_parsed_once_and_only_the_latest_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that is built anew is not read at all, and the names are in no order of time."""
    keep(tmp_path, *(ending(name, hours) for name, hours in (("b", 3), ("a", 1), ("c", 2), ("this", 3.5))))
    monkeypatch.setattr(earlier_failures, "MOST_INCIDENTS", 2)
    parsed: list[str] = []
    unwatched = incident_file.from_bytes

    def watched(content: bytes, path: Path) -> Incident:
        parsed.append(path.parent.name)
        return unwatched(content, path)

    monkeypatch.setattr(incident_file, "from_bytes", watched)
    stored = stored_before(tmp_path, scope(), window(), "this")
    assert parsed == ["a", "b", "c"]
    assert (stored.names, stored.latest and stored.latest.name) == (("c", "b"), "b")
    assert {each.incident for each in stored.failures} == {"c", "b"}
