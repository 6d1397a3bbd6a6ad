"""The real gcloud, with a configuration of its own, and an API on loopback that answers it in JSON."""

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[[str, bytes], Any]
"""From the path or address that is asked for, and what is sent along, to what is answered."""


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """Where the API stands, without a slash at the end."""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, sent: bytes) -> None:
            content = json.dumps(answer(self.path, sent)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def gcloud(folder: Path, variables: Mapping[str, str], *command: str) -> bytes:
    """What gcloud prints as JSON; its configuration lies in the folder."""
    quiet = {
        "CLOUDSDK_CONFIG": str(folder / "gcloud"),
        "CLOUDSDK_AUTH_DISABLE_CREDENTIALS": "true",
        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "true",
        "CLOUDSDK_CORE_DISABLE_PROMPTS": "true",
    }
    given = os.environ | quiet | dict(variables)
    return subprocess.run(["gcloud", *command, "--format=json"], env=given, capture_output=True, check=True).stdout
