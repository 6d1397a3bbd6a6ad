"""run.json beside a report."""

from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.runs import run_hints
from collectors.test_runs.runs.run_hints import Hints

FULL = """{"id": "x", "command": "make e2e", "env": "staging", "started": "2026-03-02T09:00:00Z", "exit_code": 0,
"ended": "2026-03-02T09:00:02Z",
"duration_s": 1.5, "revision": "r-1", "label": "a\\nb", "timeout": 120, "nested": {}, "none": null}"""


def read(tmp_path: Path, text: str) -> Hints:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    return run_hints.read(path)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("{}", Hints()),
        (
            FULL,
            Hints(
                command="make e2e",
                environment="staging",
                revision="r-1",
                start="2026-03-02T09:00:00Z",
                end="2026-03-02T09:00:02Z",
                duration_s=1.5,
                exit_code=0,
                others=("run.json says label: a b", "run.json says timeout: 120"),
            ),
        ),
        (
            '{"cmd": ["pytest", "-x"], "environment": "", "startedAt": 5, "exitCode": true, "duration": -1}',
            Hints(command="pytest -x"),
        ),
        ('{"duration": NaN, "exit_code": "1"}', Hints()),
    ],
)
def test_what_it_states_is_kept_in_its_form(tmp_path: Path, text: str, hints: Hints) -> None:
    assert read(tmp_path, text) == hints


def test_only_so_many_of_its_other_values_are_kept(tmp_path: Path) -> None:
    values = ", ".join(f'"key{number:03}": 1' for number in range(100))
    assert len(read(tmp_path, f"{{{values}}}").others) == run_hints.MOST_NOTES


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"a": ' + "9" * 5000 + "}", "it is no JSON"),
        ("[]", "it holds no JSON object"),
        (" " * (run_hints.LARGEST_FILE + 1), "it is larger than 1 MB"),
    ],
)
def test_what_is_no_object_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnusableReportError, match=why):
        read(tmp_path, text)
