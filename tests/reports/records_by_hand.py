"""The records that the incident made by hand cites."""

from incidents.model.evidence import AnyEvidence, Declaration, RunCounts, StatusCount
from tests.builders import (
    GOOD,
    GOOD_COMMIT,
    at,
    case_result,
    commit,
    file_change,
    log_pattern,
    platform_event,
    request_statistics,
    revision,
    test_run,
)
from tests.reports.accounts_by_hand import (
    GIVEN,
)

STACK = """Traceback (most recent call last):
  File "/app/parcel_api/labels.py", line 12, in print_label
PrinterError: no printer named None"""

PRINTER = log_pattern(excerpt=STACK)
LABELS = request_statistics()
LABELS_BEFORE = request_statistics(
    revision=GOOD, count=18, statuses=(StatusCount(status=201, count=18, first=at(0, 5), last=at(1, 50)),), by_minute=()
)
TRACKING = request_statistics(
    method="GET",
    route="/parcels/<id>",
    count=64,
    statuses=(StatusCount(status=200, count=64, first=at(2, 1), last=at(3, 58)),),
    by_minute=(),
    excerpt="GET /parcels/4711 200",
)
SLOW = log_pattern(template="customs lookup timed out after <number> ms", error_type=None, severity="WARNING")
CRASH = platform_event(
    event="crash", message="Container terminated on signal 9.", first=at(2, 7), last=at(2, 9), count=2
)
CHANGE = file_change()
TESTS = file_change(path="tests/test_labels.py", path_class="test")
SMALL = commit(
    sha="3" * 40, subject="Fixes #41: thank @courier-team in the footer", parents=(GOOD_COMMIT,), at=at(0, 30)
)
FIX = commit(parents=("3" * 40,))
BASE = commit(sha=GOOD_COMMIT, parents=(), subject="Start", at=at(-20))
NIGHTLY = test_run()
FAILED = case_result()
SMOKE = test_run(name="smoke", counts=RunCounts(collected=4, passed=4), at=at(3), excerpt="4 tests")
PASSED = case_result(run=SMOKE.id, test="tests/smoke/test_label.py::test_prints", outcome="passed", message=None)
VALUE = Declaration(
    id="config-checkout-value",
    at=None,
    source="config",
    locator="incident.toml, components.labels",
    excerpt='value = "$40K MRR"',
    path="components.labels.value",
    value="$40K MRR",
    owner="shipping team",
)
RECORDS: tuple[AnyEvidence, ...] = (
    revision(name=GOOD),
    revision(),
    *(PRINTER, LABELS, LABELS_BEFORE, TRACKING, SLOW, CRASH),
    *(FIX, SMALL, BASE, CHANGE, TESTS),
    *(NIGHTLY, FAILED, SMOKE, PASSED, VALUE),
    *GIVEN,
)
EVIDENCE: dict[str, AnyEvidence] = {each.id: each for each in RECORDS}
