import re
from pathlib import Path
from typing import Any

import pytest

from incidents.demo.deployments import PARCEL_API, RATES_SERVICE
from incidents.demo.exchanges import recorded
from tests.incidents.demo.staging_lab import Lab

# Newer versions of Python mark the failing part of a line differently.
_MARKS = re.compile(r"\n[ ~^]+(?=\n)")


@pytest.mark.parametrize("healthy", [False, True], ids=["incident", "healthy"])
def test_what_is_recorded_is_what_the_deployed_code_answers_and_logs(tmp_path: Path, *, healthy: bool) -> None:
    lab = Lab.set_up(tmp_path, healthy=healthy)
    for service, number in ((PARCEL_API, 41), (PARCEL_API, 42), (RATES_SERVICE, 17), (RATES_SERVICE, 18)):
        revision = lab.revision(service, number)
        stored = {name: each.model_dump() for name, each in recorded(revision.name, healthy=healthy).items()}
        assert _without_marks(stored) == _without_marks(_with_defaults(lab.exchanges(revision)))


def _with_defaults(found: dict[str, Any]) -> dict[str, Any]:
    nothing = {"method": "", "path": "", "status": 0, "request_size": 0, "response_size": 0, "took_ms": 0}
    return {name: nothing | each for name, each in found.items()}


def _without_marks(recording: dict[str, Any]) -> dict[str, Any]:
    def plain(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "text": _MARKS.sub("", line["text"].replace("\\n", "\n"))}

    return {name: {**each, "lines": [plain(line) for line in each["lines"]]} for name, each in recording.items()}
