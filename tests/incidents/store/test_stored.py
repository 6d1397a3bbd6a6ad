from operator import attrgetter
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.model.incident import Incident
from incidents.model.scope import ServiceScope, Span
from incidents.store import incident_file
from incidents.store.folder import IncidentFolder
from incidents.store.stored import StoredIncident, ended_before, stored_incidents
from tests.builders import SERVICE, at, incident, scope, window


def ending(name: str, hours: float, *services: str) -> Incident:
    """An incident whose candidate side lasts from one hour before the given one to that."""
    declared = tuple(ServiceScope(name=each) for each in services or (SERVICE,))
    candidate = window().candidate.model_copy(update={"span": Span(start=at(hours - 1), end=at(hours))})
    return incident(
        name=name, scope=scope(services=declared), window=window().model_copy(update={"candidate": candidate})
    )


def keep(root: Path, *incidents: Incident) -> None:
    for each in incidents:
        with IncidentFolder(root, each.name).writing() as transaction:
            transaction.put("incident.json", incident_file.to_bytes(each))


def chosen(root: Path, hours: float, name: str = "the-new-one", services: tuple[str, ...] = (SERVICE,)) -> str | None:
    found = list(ended_before(root, services, at(hours), besides=name))
    return max(found, key=attrgetter("order")).name if found else None


def test_incidents_are_listed_by_the_end_of_their_windows(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 9, "parcel-web", SERVICE), ending("b", 5), ending("c", 7), ending("d", 7))
    found = stored_incidents(tmp_path)
    assert [each.name for each in found] == ["b", "c", "d", "a"]
    assert found[-1] == StoredIncident(
        name="a", path=tmp_path / "a", services=("parcel-web", SERVICE), span=Span(start=at(8), end=at(9))
    )


def test_a_root_that_is_not_there_holds_no_incident(tmp_path: Path) -> None:
    assert stored_incidents(tmp_path / "missing") == ()
    assert chosen(tmp_path / "missing", 5) is None


def test_a_root_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match=r"a part of this path is a file, not a folder; .*; nothing was read"):
        stored_incidents(tmp_path / "file")


def test_what_cannot_be_read_comes_last_with_its_problem(tmp_path: Path) -> None:
    keep(tmp_path, ending("m", 5))
    for name, file, content in (
        ("collected-only", "evidence.jsonl", b""),
        ("broken", "incident.json", b"{"),
        ("name with spaces", "incident.json", b"{}"),
        # Neither is an incident.
        (".hidden", "incident.json", b"{"),
        ("images", "impact.md", b""),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_bytes(content)
    (tmp_path / "README.md").write_bytes(b"")
    (tmp_path / "linked").symlink_to(tmp_path / "m")

    found = stored_incidents(tmp_path)

    assert [(each.name, each.services, each.span) for each in found[1:]] == [
        ("broken", (), None),
        ("collected-only", (), None),
        ("linked", (), None),
        ("name with spaces", (), None),
    ]
    problems = [each.problem or "" for each in found]
    assert problems[0] == ""
    assert "broken/incident.json, line 1: it is not JSON" in problems[1]
    assert "collected-only/incident.json: there is no such file; run `incident build` first" in problems[2]
    assert "it is a symbolic link" in problems[3]
    assert "cannot name an incident folder" in problems[4]


def test_a_folder_that_may_not_be_entered_is_listed_with_its_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, ending("m", 5))
    unhindered = Path.lstat

    def lstat(path: Path) -> object:
        if path.parent.name == "m":
            raise PermissionError(13, "Permission denied")
        return unhindered(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    (found,) = stored_incidents(tmp_path)
    assert "permission denied" in (found.problem or "")


def test_the_latest_incident_that_ended_before_is_compared_with(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 5), ending("b", 7), ending("c", 9))
    assert [chosen(tmp_path, hours) for hours in (4, 5.5, 8, 12)] == [None, "a", "b", "c"]


def test_an_incident_is_never_compared_with_itself(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 5), ending("b", 7))
    assert chosen(tmp_path, 7, name="b") == "a"
    # Built again with a later end.
    assert chosen(tmp_path, 8, name="b") == "a"


def test_of_two_that_end_together_only_one_is_the_baseline_of_the_other(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 5), ending("b", 5))
    assert chosen(tmp_path, 5, name="b") == "a"
    assert chosen(tmp_path, 5, name="a") is None


def test_only_an_incident_of_a_shared_service_is_compared_with(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 5, "parcel-web", "parcel-auth"), ending("b", 7, "another"))
    assert chosen(tmp_path, 9, services=("parcel-auth", SERVICE)) == "a"
    assert chosen(tmp_path, 9) is None


def test_an_incident_that_cannot_be_read_is_not_compared_with(tmp_path: Path) -> None:
    keep(tmp_path, ending("a", 5), ending("b", 7))
    (tmp_path / "b/incident.json").write_bytes(b"{")
    assert chosen(tmp_path, 9) == "a"
