"""Where a repository lies: its name, and the API it is asked through."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

GITHUB_API = "https://api.github.com"
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class GitHubPlace:
    """A repository as "owner/name", on GitHub or on a GitHub Enterprise of its own address."""

    repository: str
    api_url: str = GITHUB_API

    @property
    def shown(self) -> str:
        """The repository, with the host where that is not GitHub's own."""
        return self.repository if self.api_url == GITHUB_API else f"{self.host}/{self.repository}"

    @property
    def host(self) -> str:
        return urlsplit(self.api_url).netloc


def api_url_fault(url: str) -> str | None:
    """What the address of an API must be and this one is not; None where it can be used."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "a URL"
    if parts.scheme not in {"https", "http"} or not host or parts.query or parts.fragment:
        return "a URL"
    if parts.username is not None or parts.password is not None:
        return "a URL without a user: the token is taken from the environment"
    if parts.scheme == "http" and not is_this_machine(host):
        return "a URL that begins with https://, for a token is sent there"
    return _not_the_api(parts, host)


def is_this_machine(host: str) -> bool:
    """Whether the host is this machine, as far as its name tells."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _not_the_api(parts: SplitResult, host: str) -> str | None:
    """People copy the address from their browser, where the API does not answer."""
    if host in {"github.com", "www.github.com"}:
        return f'"{GITHUB_API}", which may be left out'
    if not parts.path.strip("/") and not host.startswith("api.") and not is_this_machine(host):
        return f'the address of the API, on GitHub Enterprise Server "https://{parts.netloc}/api/v3"'
    return None
