"""The contract where a source is read live: against a real server on this machine."""

from pathlib import Path

import grpc  # type: ignore[import-untyped]  # it has no types
import pytest

from collectors.logs import Logs
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.redaction import Redactor
from tests.collectors.contract.secrets_in_files import RULES, Secrets
from tests.collectors.contract.terms import kept, stored
from tests.collectors.contract.test_contract import own_places  # noqa: F401 - the same bounds hold here
from tests.collectors.logs.live.asking_live import NOW
from tests.collectors.logs.live.loopback import Loopback, served
from tests.collectors.logs.log_files import ask, raw_entry, raw_request
from tests.incidents.timing.fake_time import FakeTime


def test_logs_read_live_keep_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = Secrets("badge")
    pages = [
        [
            raw_entry(f"lost {secrets('text')}", insert_id=secrets("id"), revision=secrets("revision")),
            raw_entry({"message": secrets("message"), secrets("key"): 1}, second=1, instance=secrets("instance")),
        ],
        [raw_request(f"/{secrets('path')}", 500, second=2, trace=f"projects/parcel/traces/{secrets('trace')}")],
    ]
    found = []
    for _ in range(2):
        with served(Loopback(pages)) as place:
            monkeypatch.setenv(CLOUD_LOGGING.variable, place)
            logs = Logs(clock=lambda: NOW, timer=FakeTime().timer)
            found.append(kept(logs, ask(tmp_path, live=True, redactor=Redactor(RULES))))
    assert found[0].evidence
    assert stored(found[0]) == stored(found[1])
    assert secrets.leaked(stored(found[0])) == []


@pytest.mark.parametrize("code", [grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNAVAILABLE])
def test_logs_that_cannot_be_read_live_are_a_reading_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: grpc.StatusCode
) -> None:
    secrets = Secrets("badge")
    with served(Loopback([[]]).failing(0, code, f"no, {secrets('the words of the server')}")) as place:
        monkeypatch.setenv(CLOUD_LOGGING.variable, place)
        logs = Logs(clock=lambda: NOW, timer=FakeTime().timer)
        found = kept(logs, ask(tmp_path, live=True, redactor=Redactor(RULES)))
    assert found.evidence == ()
    assert [each.status for each in found.readings] == ["failed"]
    assert secrets.leaked(stored(found)) == []
