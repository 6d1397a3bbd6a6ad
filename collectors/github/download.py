"""The second hop of a download: a file from where GitHub keeps it, fetched by someone whom it does not know."""

import hashlib
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from incidents.github.failures import BusyError, GoneError
from incidents.github.patience import Patience
from incidents.github.place import is_this_machine

_CHUNK = 256 * 1024
_SOCKET_SECONDS = 30
# The signed address is valid for a minute, and storage answers 403 after it: the next try brings a new one.
_PASSES = frozenset({403, 408, 429, 500, 502, 503, 504})


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _NoFurther(HTTPRedirectHandler):
    """A third hop is none of GitHub's."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def download(location: str, path: Path, largest: int, digest: str | None, patience: Patience) -> int:
    """Write what lies at the address to a new private file, and return its size.

    Neither the token nor any other header of the first hop is sent. Raises BusyError where another try may help, else
    GoneError; OSError where the file cannot be written. `digest` is "sha256:…" where GitHub states it.
    """
    seen = hashlib.sha256()
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as spool:
        for chunk in _chunks(location, patience):
            size += len(chunk)
            if size > largest:
                raise GoneError(f"it is larger than {largest // 2**20} MB")
            seen.update(chunk)
            spool.write(chunk)
    _verify(seen, digest)
    return size


def _chunks(location: str, patience: Patience) -> Iterator[bytes]:
    with _opened(location) as answer:
        stated, came = answer.length, 0
        while True:
            if patience.left <= 0:
                raise GoneError("its download had not ended at the deadline of the read")
            try:
                chunk = answer.read1(_CHUNK)
            except (OSError, HTTPException) as error:
                raise BusyError(f"its download broke off ({type(error).__name__})") from error
            if not chunk:
                break
            came += len(chunk)
            yield chunk
        # The library takes an end that comes too early for the end.
        if stated is not None and came != stated:
            raise BusyError(f"its download broke off after {came} of {stated} bytes")


@contextmanager
def _opened(location: str) -> Iterator[HTTPResponse]:
    host = urlsplit(location).hostname or ""
    if not location.startswith("https://") and not (location.startswith("http://") and is_this_machine(host)):
        raise GoneError("GitHub names a place for it that is not reached by https")
    request = Request(location, headers={"User-Agent": "staging-incident"})  # noqa: S310 - judged above
    try:
        answer = _opener(host).open(request, timeout=_SOCKET_SECONDS)
    except HTTPError as error:
        error.close()
        raise _status_failure(error.code, host) from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, ssl.SSLError):
            raise GoneError(f"the certificate of {host} could not be verified") from error
        raise BusyError(f"{host} could not be reached ({type(reason).__name__})") from error
    with answer:
        yield answer


def _opener(host: str) -> OpenerDirector:
    """A proxy does not lead to this machine."""
    return build_opener(_NoFurther, *([ProxyHandler({})] if is_this_machine(host) else []))


def _status_failure(status: int, host: str) -> BusyError | GoneError:
    if status in _PASSES:
        return BusyError(f"{host}, where GitHub keeps it, answered {status}")
    return GoneError(f"{host}, where GitHub keeps it, answered {status}")


def _verify(seen: _Digest, digest: str | None) -> None:
    kind, _, value = (digest or "").partition(":")
    if kind == "sha256" and value.lower() != seen.hexdigest():
        raise BusyError("what was downloaded is not what GitHub states that it holds")
