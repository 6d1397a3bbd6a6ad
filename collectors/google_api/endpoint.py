"""Where a Google API is asked: at Google, or where an emulator or a private endpoint is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from collectors.google_api.failures import RefusedError


@dataclass(frozen=True)
class Api:
    """One API of Google; `variable` is the one by which gcloud itself is pointed elsewhere."""

    name: str
    host: str
    variable: str

    @property
    def endpoint(self) -> "Endpoint":
        """Google's own."""
        return Endpoint(f"{self.host}:443", plaintext=False)


@dataclass(frozen=True)
class Endpoint:
    """`target` is host and port. Without TLS no credentials are sent, and only this machine is asked so."""

    target: str
    plaintext: bool


def endpoint_named(environment: Mapping[str, str], api: Api) -> Endpoint | None:
    """What the environment names, as `host:port` or as a URL; None is Google's own. Raises RefusedError."""
    named = environment.get(api.variable, "").strip()
    if not named:
        return None
    try:
        parts = urlsplit(named if "://" in named else f"//{named}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.username is not None or parts.path.strip("/") or parts.query:
        raise RefusedError(f"{api.variable} names no host and port, such as 127.0.0.1:8085")
    secure = parts.scheme == "https" or not _is_this_machine(host)
    shown = f"[{host}]" if ":" in host else host
    return Endpoint(f"{shown}:{port or (443 if secure else 80)}", plaintext=not secure)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
