"""Serves one service of a checkout of the demo's code on a free port, which it prints, until it is killed.

Usage: python -m tests.incidents.demo.serve_staging CHECKOUT SERVICE MS, with the revision's settings in the
environment. Every request takes at least MS milliseconds, and what the network takes is really waited for; with MS 0
nothing is.
"""

import importlib
import sys
import time
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from tests.incidents.demo.staging_network import StagingNetwork


class QuietHandler(WSGIRequestHandler):
    """Writes no access log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass


def main() -> None:
    checkout, service, least_ms = sys.argv[1], sys.argv[2], int(sys.argv[3])
    sys.path.insert(0, checkout)
    package = service.replace("-", "_")
    app = importlib.import_module(f"{package}.app")
    network = StagingNetwork(lambda ms: time.sleep(ms / 1000 if least_ms else 0))
    if package == "rates_service":
        network.install(importlib.import_module(f"{package}.carriers"))
        network.kept["rates:NL-DE"] = '{"dhx":"8.40","ferrox":"7.95","posta":"6.75"}'  # somebody asked before

    def unhurried(environ: Any, start_response: Any) -> Any:
        time.sleep(least_ms / 1000)
        return app.application(environ, start_response)

    with make_server("127.0.0.1", 0, unhurried, handler_class=QuietHandler) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
