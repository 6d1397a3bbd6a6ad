import socket
from pathlib import Path

import pytest

from collectors.logs.live.checkup import Tried, checkup
from collectors.logs.live.endpoint import VARIABLE


def test_an_endpoint_on_this_machine_needs_no_credentials_and_is_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"127.0.0.1:{server.getsockname()[1]}"
        assert checkup({VARIABLE: target}) == (
            Tried("credentials", ok=True, text=f"none are sent to {target} on this machine"),
            Tried("reach", ok=True, text=f"{target} answers"),
        )


def test_an_endpoint_where_nobody_listens_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"127.0.0.1:{server.getsockname()[1]}"
    (_, reach) = checkup({VARIABLE: target})
    assert not reach.ok
    assert f"{target} could not be reached" in reach.text


def test_credentials_that_are_not_there_are_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "missing.json"))
    (credentials, _) = checkup({VARIABLE: "https://127.0.0.1:1"}, seconds=0.2)
    assert not credentials.ok
    assert "gcloud auth application-default login" in credentials.text


def test_an_endpoint_that_is_none_is_said() -> None:
    (tried,) = checkup({VARIABLE: "http://"})
    assert (tried.what, tried.ok) == ("reach", False)
