import socket
from pathlib import Path

import pytest

from collectors.google_api.checkup import checkup
from collectors.google_api.endpoint import Api
from collectors.tried import Tried

ONE = Api("Cloud One", "one.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_ONE")
TWO = Api("Cloud Two", "two.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_TWO")


def test_an_endpoint_on_this_machine_needs_no_credentials_and_is_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"127.0.0.1:{server.getsockname()[1]}"
        assert checkup({ONE.variable: target}, [ONE]) == (
            Tried("credentials", ok=True, text=f"none are sent to {target} on this machine"),
            Tried("reach", ok=True, text=f"{target} answers"),
        )


def test_an_endpoint_where_nobody_listens_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"127.0.0.1:{server.getsockname()[1]}"
    (_, reach) = checkup({ONE.variable: target}, [ONE])
    assert not reach.ok
    assert f"{target} could not be reached" in reach.text


def test_credentials_that_are_not_there_are_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "missing.json"))
    (credentials, _) = checkup({ONE.variable: "https://127.0.0.1:1"}, [ONE], seconds=0.2)
    assert not credentials.ok
    assert "gcloud auth application-default login" in credentials.text


def test_an_endpoint_that_is_none_is_said() -> None:
    (tried,) = checkup({ONE.variable: "http://"}, [ONE])
    assert (tried.what, tried.ok) == ("reach", False)


def test_two_apis_are_reached_apart_and_credentials_are_looked_for_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "missing.json"))
    places = {ONE.variable: "https://127.0.0.1:1", TWO.variable: "https://127.0.0.1:2"}
    tried = checkup(places, [ONE, TWO], seconds=0.2)
    assert [each.what for each in tried] == ["credentials", "reach", "reach"]
    assert [each.text.split()[0] for each in tried[1:]] == ["127.0.0.1:1", "127.0.0.1:2"]
