import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from incidents.demo.artifacts import RUNS
from incidents.model.instant import Instant

_FRAME = re.compile(r'  File "/app/(?P<file>[^"]+)", line (?P<line>\d+), in (?P<function>\w+)\n    (?P<source>.+)')
_PLACE = re.compile(r"^\S+ \S+ [A-Z]+ (?P<module>[\w.]+) \w+\.py:(?P<line>\d+) ", re.MULTILINE)
_PRINTED = re.compile(r"^[A-Z]+ (\S+) -> (\d+) in (\d+) ms$", re.MULTILINE)

Entry = dict[str, Any]


def parcel_entries(workspace: Path) -> list[Entry]:
    found: list[Entry] = json.loads((workspace / "logs" / "parcel-api.json").read_text())
    return found


def rates_files(workspace: Path) -> dict[str, list[Entry]]:
    files = sorted((workspace / "logs").glob("rates-service_*.json"))
    return {file.name: [json.loads(line) for line in file.read_text().splitlines()] for file in files}


def all_entries(workspace: Path) -> list[Entry]:
    rates = (entry for entries in rates_files(workspace).values() for entry in entries)
    return sorted(
        [*parcel_entries(workspace), *rates], key=lambda each: (Instant.parse(each["timestamp"]), each["insertId"])
    )


def of_log(entries: Iterable[Entry], name: str) -> list[Entry]:
    return [each for each in entries if each["logName"].endswith(name)]


def revision_of(entry: Entry) -> str:
    name = entry["resource"]["labels"]["revision_name"]
    assert isinstance(name, str)
    return name


def requests(entries: Iterable[Entry], revision: str, path: str) -> list[tuple[int, float]]:
    """Status and latency in seconds of the requests to one path that a revision answered."""
    return [
        (each["httpRequest"]["status"], float(each["httpRequest"]["latency"].removesuffix("s")))
        for each in of_log(entries, "requests")
        if revision_of(each) == revision and path in each["httpRequest"]["requestUrl"]
    ]


class Deployed:
    """The source files of the revisions, as their commits hold them."""

    def __init__(self, workspace: Path) -> None:
        listed = json.loads((workspace / "revisions.json").read_text())
        self.repository = workspace / "repo"
        self.commits = {each["metadata"]["name"]: each["metadata"]["labels"]["commit-sha"] for each in listed}
        self.read: dict[tuple[str, str], list[str]] = {}

    def lines(self, revision: str, file: str) -> list[str]:
        key = self.commits[revision], file
        if key not in self.read:
            command = ["git", "show", ":".join(key)]
            done = subprocess.run(command, cwd=self.repository, check=True, capture_output=True, text=True)
            self.read[key] = done.stdout.splitlines()
        return self.read[key]


def stacks(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Revision and text of every stack, whole ones and those that were taken apart."""
    parts: dict[tuple[str, str], list[str]] = {}
    for each in entries:
        instance = revision_of(each), each.get("labels", {}).get("instanceId", "")
        parts.setdefault(instance, []).append(
            each.get("textPayload", "") or each.get("jsonPayload", {}).get("stack_trace", "")
        )
    return [(revision, "\n".join(texts)) for (revision, _), texts in parts.items()]


def test_there_are_a_few_thousand_entries_with_ids_of_their_own(workspace: Path) -> None:
    ids = [each["insertId"] for each in all_entries(workspace)]
    assert 3000 < len(ids) < 6000
    assert len(set(ids)) == len(ids)


def test_every_entry_has_what_cloud_run_gives_it(workspace: Path) -> None:
    for each in all_entries(workspace):
        assert {"insertId", "logName", "receiveTimestamp", "resource", "timestamp"} <= set(each)
        assert len({"httpRequest", "jsonPayload", "protoPayload", "textPayload"} & set(each)) == 1
        assert Instant.parse(each["timestamp"]) < Instant.parse(each["receiveTimestamp"])
        assert ("cloudaudit" in each["logName"]) != ("instanceId" in each.get("labels", {}))
        assert ("severity" in each) == ("stderr" not in each["logName"])


def test_the_array_has_the_newest_entry_first_and_times_to_the_nanosecond(workspace: Path) -> None:
    times = [each["timestamp"] for each in parcel_entries(workspace)]
    moments = [Instant.parse(each) for each in times]
    assert moments == sorted(moments, reverse=True)
    assert any(re.search(r"\.\d{9}Z", each) for each in times)


def test_each_hourly_file_holds_its_own_hour_and_none_is_missing(workspace: Path) -> None:
    files = rates_files(workspace)
    assert len(files) == 25
    for name, entries in files.items():
        hour = datetime.strptime(name[14:25], "%Y%m%d_%H").replace(tzinfo=UTC)
        assert {each["timestamp"][:13] for each in entries} == {f"{hour:%Y-%m-%dT%H}"}


@pytest.mark.parametrize("healthy", [False, True], ids=["incident", "healthy"])
def test_stacks_show_the_lines_of_the_deployed_files(
    workspace: Path, healthy_workspace: Path, *, healthy: bool
) -> None:
    folder = healthy_workspace if healthy else workspace
    deployed = Deployed(folder)
    seen = Counter[str]()
    for revision, text in stacks(all_entries(folder)):
        for frame in _FRAME.finditer(text):
            line = deployed.lines(revision, frame["file"])[int(frame["line"]) - 1]
            assert line.strip() == frame["source"].strip()
            seen[frame["function"]] += 1
    assert set(seen) == (set() if healthy else {"application", "route", "create", "price_quote", "rates_of", "get"})


def test_printed_places_are_statements_that_log(workspace: Path) -> None:
    deployed, found = Deployed(workspace), 0
    for each in all_entries(workspace):
        for place in _PLACE.finditer(each.get("textPayload", "")):
            file = place["module"].replace(".", "/") + ".py"
            assert "logger." in deployed.lines(revision_of(each), file)[int(place["line"]) - 1]
            found += 1
        if "sourceLocation" in each:
            place_in_source = each["sourceLocation"]
            lines = deployed.lines(revision_of(each), place_in_source["file"].removeprefix("/app/"))
            assert "logger." in lines[int(place_in_source["line"]) - 1]
            assert any(f"def {place_in_source['function']}(" in line for line in lines)
            found += 1
    assert found > 1500


def test_a_line_carries_the_trace_of_its_request(workspace: Path) -> None:
    entries = all_entries(workspace)
    asked = {each["trace"]: each["httpRequest"]["requestUrl"] for each in of_log(entries, "requests")}
    told = [each for each in of_log(entries, "stdout") if "trace" in each and "lane" in each["jsonPayload"]]
    assert told
    for each in told:
        start, end = each["jsonPayload"]["lane"].split("-")
        assert asked[each["trace"]].endswith(f"/rates?from={start}&to={end}")


def test_freight_is_booked_before_and_answered_500_after(workspace: Path) -> None:
    entries = all_entries(workspace)
    before = Counter(status for status, _ in requests(entries, "parcel-api-00041-qel", "/shipments"))
    after = Counter(status for status, _ in requests(entries, "parcel-api-00042-wub", "/shipments"))
    assert (before[500], after[500]) == (0, 28)
    assert sum(before.values()) > 400
    assert sum(after.values()) > 200
    wrong = [each for each in entries if each.get("textPayload", "").endswith("KeyError: 'freight'")]
    assert len(wrong) == after[500]


def test_some_stacks_are_one_entry_and_some_are_mixed_with_lines_of_the_other_container(workspace: Path) -> None:
    texts = [
        (each["labels"]["instanceId"], each["textPayload"])
        for each in reversed(parcel_entries(workspace))
        if "textPayload" in each
    ]
    whole = [text for _, text in texts if "Traceback" in text and text.endswith("KeyError: 'freight'")]
    starts = [number for number, (_, text) in enumerate(texts) if text.startswith("Traceback")]
    assert (len(whole), len(starts)) == (18, 10)
    for start in starts:
        end = next(number for number in range(start, len(texts)) if texts[number][1].startswith("KeyError"))
        inside = [text for instance, text in texts[start:end] if instance != texts[start][0]]
        assert [text.split(" ", 4)[3] for text in inside] == ["parcel_api.tracking"]


def test_rates_come_from_the_cache_before_and_late_or_not_at_all_after(workspace: Path) -> None:
    entries = all_entries(workspace)
    before = requests(entries, "rates-service-00017-hix", "/rates?from=NL&to=DE")
    after = requests(entries, "rates-service-00018-ruz", "/rates?from=NL&to=DE")
    assert {status for status, _ in before} == {200}
    assert sum(latency < 0.05 for _, latency in before) > 0.8 * len(before)
    assert {status for status, _ in after} == {200, 503}
    assert all(latency > 3 for _, latency in after)


def test_a_container_without_cache_answers_until_the_lanes_of_the_day_are_spent(workspace: Path) -> None:
    said: dict[str, list[int]] = {}
    for each in of_log(all_entries(workspace), "requests"):
        asked = "/rates?" in each["httpRequest"]["requestUrl"] and each["httpRequest"]["status"] != 400
        if asked and revision_of(each) == "rates-service-00018-ruz":
            said.setdefault(each["labels"]["instanceId"], []).append(each["httpRequest"]["status"])
    assert len(said) == 2
    for statuses in said.values():
        assert statuses == [200] * 40 + [503] * (len(statuses) - 40)


def test_old_warnings_are_as_frequent_after_as_before(workspace: Path) -> None:
    entries = all_entries(workspace)
    shares = []
    for revision in ("parcel-api-00041-qel", "parcel-api-00042-wub"):
        said = [
            each
            for each in entries
            if revision_of(each) == revision and "no working days known" in each.get("textPayload", "")
        ]
        shares.append(len(said) / len(requests(entries, revision, "/")))
    assert shares[0] > 0.02
    assert 0.8 < shares[1] / shares[0] < 1.25


def test_the_requests_of_the_tests_are_in_the_log_as_the_reports_print_them(workspace: Path) -> None:
    entries = of_log(all_entries(workspace), "requests")
    own = [each for each in entries if each["httpRequest"]["userAgent"] == "parcel-e2e/1.2"]
    for run, folder in zip(RUNS, sorted((workspace / "artifacts").iterdir()), strict=True):
        report = (folder / "junit.xml").read_text().replace("&gt;", ">").replace("&amp;", "&")
        printed = [(path, int(status), int(ms)) for path, status, ms in _PRINTED.findall(report)]
        logged = [each for each in own if each["timestamp"][:10] == run.at[:10]]
        assert len(logged) == len(printed)
        for (path, status, ms), each in zip(printed, logged, strict=True):
            assert each["httpRequest"]["requestUrl"].endswith(path)
            assert each["httpRequest"]["status"] == status
            assert ms - 3 <= float(each["httpRequest"]["latency"].removesuffix("s")) * 1000 <= ms
            waited = Instant.parse(run.at).seconds_until(Instant.parse(each["timestamp"]))
            assert 0 < waited < 6


def test_deployments_in_the_log_are_those_of_the_revisions(workspace: Path) -> None:
    entries = all_entries(workspace)
    made = {
        each["metadata"]["name"]: each["metadata"]["creationTimestamp"]
        for each in json.loads((workspace / "revisions.json").read_text())
    }
    acts = {
        each["protoPayload"]["request"]["service"]["spec"]["template"]["metadata"]["name"]: each["timestamp"]
        for each in of_log(entries, "activity")
    }
    assert sorted(acts) == ["parcel-api-00041-qel", "parcel-api-00042-wub", "rates-service-00018-ruz"]
    assert {name: moment[:26] for name, moment in acts.items()} == {name: made[name][:26] for name in acts}
    ready = [each for each in of_log(entries, "system_event") if revision_of(each)]
    assert {revision_of(each) for each in ready} == set(acts)
    started = [each for each in of_log(entries, "system") if each["textPayload"].startswith("Starting new instance")]
    assert Counter(revision_of(each) for each in started) == dict.fromkeys(acts, 2)


def test_only_the_revision_that_lost_it_says_that_the_cache_is_not_set(workspace: Path) -> None:
    said = [
        each for each in all_entries(workspace) if "RATES_CACHE_HOST" in each.get("jsonPayload", {}).get("message", "")
    ]
    assert [(revision_of(each), each["severity"]) for each in said] == [("rates-service-00018-ruz", "WARNING")] * 2


def test_the_healthy_demo_has_the_noise_and_no_fault(healthy_workspace: Path) -> None:
    entries = all_entries(healthy_workspace)
    statuses = Counter(each["httpRequest"]["status"] for each in of_log(entries, "requests"))
    assert set(statuses) == {200, 201, 400, 401, 404, 422}
    assert "ERROR" not in {each.get("severity") for each in entries}
    said = "\n".join(each.get("textPayload", "") for each in entries)
    assert "no working days known" not in said
    assert " expired " in said
    late = [latency for _, latency in requests(entries, "rates-service-00018-ruz", "/rates") if latency > 3]
    assert late == []
