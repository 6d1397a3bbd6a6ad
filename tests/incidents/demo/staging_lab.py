"""Runs the demo's code as it was deployed: what its services answer and log, and what its tests say."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.demo.deployments import Deployment, deployments
from incidents.demo.repository import make_repository

_PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Lab:
    """A folder with one checkout for each deployed commit."""

    folder: Path
    healthy: bool

    @classmethod
    def set_up(cls, folder: Path, *, healthy: bool) -> "Lab":
        """Make the repository and check out every commit that was deployed."""
        commits = make_repository(folder / "repo", healthy=healthy)
        for key in {each.commit for each in deployments(healthy=healthy)}:
            command = ["git", "worktree", "add", "--quiet", "--detach", str(folder / key), commits[key]]
            own = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
            subprocess.run(command, cwd=folder / "repo", env=own, check=True, capture_output=True)
        return cls(folder, healthy)

    def revision(self, service: str, number: int) -> Deployment:
        return next(
            each for each in deployments(healthy=self.healthy) if (each.service, each.number) == (service, number)
        )

    def exchanges(self, revision: Deployment) -> dict[str, Any]:
        """What the revision answers and logs, by kind of request; "start" is what it logs when it starts."""
        command = [sys.executable, "-m", "tests.incidents.demo.staging_exchanges"]
        command += [str(self.folder / revision.commit), revision.service]
        done = subprocess.run(
            command, cwd=_PROJECT, env=_settings(revision), check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    def test_run(self, api: Deployment, rates: Deployment, *, printer: bool, python: str, least_ms: int) -> Path:
        """Run all tests against these two revisions; the folder holds junit.xml and console.txt afterwards."""
        checkout = self.folder / api.commit
        with ExitStack() as stack:
            settings = _settings(api) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
            settings["PARCEL_API_URL"] = stack.enter_context(self._served(api, least_ms))
            settings["RATES_URL"] = stack.enter_context(self._served(rates, least_ms))
            settings["LABEL_PRINTER"] = stack.enter_context(_label_printer()) if printer else "127.0.0.1:1"
            command = [python, "-m", "pytest", "-v", "--junitxml=junit.xml"]
            done = subprocess.run(command, cwd=checkout, env=settings, check=False, capture_output=True, text=True)
        (checkout / "console.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
        return checkout

    @contextmanager
    def _served(self, revision: Deployment, least_ms: int) -> Iterator[str]:
        command = [sys.executable, "-m", "tests.incidents.demo.serve_staging"]
        command += [str(self.folder / revision.commit), revision.service, str(least_ms)]
        settings = _settings(revision)
        if "RATES_CACHE_HOST" not in settings:
            settings["CARRIER_LANES_A_DAY"] = "0"  # without a cache the day's lanes were spent long before
        with subprocess.Popen(
            command, cwd=_PROJECT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout is not None
            port = next(line for line in server.stdout if line.strip().isdigit())
            try:
                yield f"http://127.0.0.1:{port.strip()}"
            finally:
                server.kill()


def _settings(revision: Deployment) -> dict[str, str]:
    own = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**own, **revision.env, "TOKEN_SECRET": "not-a-secret", "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def _label_printer() -> Iterator[str]:
    """A printer that prints one label for one connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_print_one, args=(listener,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join(timeout=5)


def _print_one(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        while not connection.recv(1024).endswith(b"\f"):
            pass
        connection.sendall(b"1")
