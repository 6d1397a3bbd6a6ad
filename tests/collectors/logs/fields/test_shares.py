"""Which values of fields set failed requests apart, from the entries of both kinds of requests."""

from pathlib import Path

import pytest

from collectors.logs import reduction
from collectors.logs.fields import sampled
from incidents.model.evidence import FieldShare
from tests.collectors.logs.log_files import HidingRedactor, Raw, collect, raw_entry, raw_request, requests


def asked(number: int, status: int, *, query: str = "", agent: str = "", **said: object) -> list[Raw]:
    """One request, and what the program logged about it under the same trace."""
    trace = f"t{number:04}"
    request = raw_request(f"/labels/{number}{query}", status, second=number, insert_id=f"r{number}", trace=trace)
    request["httpRequest"]["userAgent"] = agent
    entry = raw_entry(second=number, insert_id=f"e{number}", trace=trace, jsonPayload={"message": "asked", **said})
    return [request, entry]


def shares(tmp_path: Path, *raws: list[Raw], hidden: str = "s3cret") -> dict[tuple[str, str], FieldShare]:
    entries = [each for raw in raws for each in raw]
    (found,) = requests(collect(tmp_path, entries, redactor=HidingRedactor(hidden)))
    assert bool(found.shares) == bool(found.compared)
    return {(each.name, each.value): each for each in found.shares}


def mixed(**failed: object) -> list[list[Raw]]:
    bad = [asked(number, 500, **{"tenant": "acme", "shelf": number, **failed}) for number in range(8)]  # type: ignore[arg-type]
    good = [asked(number, 200, tenant="acme" if number == 20 else "oaks", shelf=number) for number in range(20, 40)]
    return [*bad, *good]


def test_a_value_that_failed_requests_share_and_others_do_not_is_counted_for_both(tmp_path: Path) -> None:
    assert shares(tmp_path, *mixed()) == {
        ("tenant", "acme"): FieldShare(name="tenant", value="acme", failed=8, of_failed=8, well=1, of_well=20)
    }


def test_a_field_that_only_failed_requests_tell_tells_nothing(tmp_path: Path) -> None:
    assert ("reason", "late") not in shares(tmp_path, *mixed(reason="late"))


def test_a_value_that_most_requests_have_sets_none_apart(tmp_path: Path) -> None:
    assert shares(tmp_path, *mixed(tenant="oaks")) == {}


def test_objects_queries_and_agents_are_looked_at(tmp_path: Path) -> None:
    bad = [asked(each, 500, query="?lane=9", agent="kiosk/2 (x)", flags={"beta": True}) for each in range(6)]
    good = [asked(each, 200, query="?lane=1", agent="app/1", flags={"beta": False}) for each in range(20, 30)]
    found = shares(tmp_path, *bad, *good)
    assert list(found) == [("?lane", "9"), ("flags.beta", "true"), ("user agent", "kiosk/2")]


def test_what_is_redacted_is_not_told_apart(tmp_path: Path) -> None:
    assert shares(tmp_path, *mixed(), hidden="acme") == {}


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_entries_and_refused_requests_change_nothing(tmp_path: Path, *, turned: bool) -> None:
    refused = [asked(number, 404, tenant="acme", shelf=1) for number in range(60, 70)]
    both = [*mixed(), *refused]
    found = shares(tmp_path, *(reversed(both) if turned else both))
    assert found["tenant", "acme"].well == 1


def test_requests_after_the_time_of_the_report_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.logs.intake.LARGE", 0)
    later = [asked(number, 500, tenant="acme", shelf=number) for number in range(50, 55)]
    entries = [each for raw in (*mixed(), *later) for each in raw]
    (found,) = requests(collect(tmp_path, entries, until=45))
    assert [(each.value, each.of_failed) for each in found.shares] == [("acme", 8)]


def test_logs_that_take_long_to_be_read_again_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reduction, "_READ_AGAIN", 1)
    assert shares(tmp_path, *mixed()) == {}
    found = collect(tmp_path, [each for raw in mixed() for each in raw])
    (told,) = [each for each in found.readings if each.what == "fields of failed requests"]
    assert (told.status, [each.count for each in told.problems]) == ("complete", [8])
    well = collect(tmp_path, asked(1, 200))
    assert [each.what for each in well.readings] == ["logs.json"]


def test_requests_of_one_trace_take_the_room_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "MOST", 8)
    again = [
        raw_request(f"/labels/{number}", 500, second=number, insert_id=f"a{number}", trace=f"t{number:04}")
        for number in range(8)
    ]
    assert shares(tmp_path, *mixed(), again)["tenant", "acme"].of_failed == 8
