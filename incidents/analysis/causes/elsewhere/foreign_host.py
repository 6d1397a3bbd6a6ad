"""Whether the host that a failure names is one of others: no service of the scope, and not brought in the window."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple

from incidents.analysis.causes.neighbour.service_names import names
from incidents.analysis.causes.settings.setting_change import leaf_of, setting_changes
from incidents.analysis.facts import Facts

_NAME = r"([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+)"
# As URLs, and as urllib3, Go, node, aiohttp, .NET, curl and Ruby print where they were going.
_PLACE = re.compile(rf"(?:\b\w+://|^|[\s,;\"'])\.?{_NAME}")
_HOST = re.compile(
    rf"\bhttps?://(?:[^\s/@'\"]{{1,80}}@)?{_NAME}([^\s'\"`<>)\]]*)|\bhost='{_NAME}'|\blookup {_NAME}|"
    rf"\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT) {_NAME}|\b(?:connect to host|connect to) {_NAME}|"
    rf"\bresolve host:? {_NAME}|\({_NAME}:\d+\)|\bTCP connection to {_NAME}|\bcommunicating with {_NAME}"
)
_PAGES = re.compile(r"(?:docs?|developers?|help|support|aka)\.|^/(?:\S*/)?docs?/", re.IGNORECASE)
# What a service is told of where itself is reached, and not of where it goes.
_OWN_PLACE = re.compile(
    r"(?:PUBLIC|SITE|EXTERNAL|CANONICAL|SELF|OWN|FRONTEND|WEB(?:SITE)?|APP)_"
    r"(?:BASE_)?(?:URL|URI|HOST|HOSTNAME|DOMAIN|ORIGIN)|ALLOWED_HOSTS|COOKIE_DOMAIN",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\.(?:internal|local|localdomain|cluster\.local)$", re.IGNORECASE)


class Hosts(NamedTuple):
    """The hosts that a text names, apart by whose they are."""

    foreign: tuple[str, ...]
    ours: tuple[str, ...]

    @property
    def all_ours(self) -> bool:
        """Whether it names some, and none of others."""
        return bool(self.ours) and not self.foreign


def hosts(facts: Facts, revision: str | None, text: str) -> Hosts:
    """What is within the project, or was brought with the revision, is no party of others."""
    named = sorted(set(_hosts(text)))
    foreign = tuple(each for each in named if not _is_ours(facts, revision, each))
    return Hosts(foreign, tuple(each for each in named if each not in foreign))


def _hosts(text: str) -> Iterator[str]:
    """A page that explains the error is not where the call went."""
    for match in _HOST.finditer(text):
        host = next(each for each in (match[1], *match.groups()[2:]) if each)
        path = match[2] or ""
        if not _PAGES.match(host) and not _PAGES.match(path):
            yield host.lower()


def _is_ours(facts: Facts, revision: str | None, host: str) -> bool:
    if _INSIDE.search(host) or _is_private(host):
        return True
    if any(names(host, each) for each in facts.sealed.scope.service_names):
        return True
    if any(host == each or host.endswith(f".{each}") for each in _own_places(facts)):
        return True
    set_anew = (each for each in setting_changes(facts, revision) if host in (each.after or "").lower())
    return any(host not in (each.before or "").lower() for each in set_anew) or _is_brought(facts, revision, host)


def _own_places(facts: Facts) -> Iterator[str]:
    """The hosts of which a setting tells a service that it is reached there."""
    settings = (each for revision in facts.revisions.values() for each in revision.settings)
    for each in settings:
        if _OWN_PLACE.fullmatch(leaf_of(each.path)):
            yield from (host.lower() for host in _PLACE.findall(each.value))


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def _is_brought(facts: Facts, revision: str | None, host: str) -> bool:
    """Whether a commit that is new in the service adds the host to what it runs, and does not only move it."""
    service = facts.revisions[revision].service if revision in facts.revisions else None
    for change in facts.changes:
        commit = facts.commits.get(change.commit)
        if commit is None or service not in commit.new_in or change.path_class not in ("production", "config"):
            continue
        lines = [line.lower() for hunk in change.hunks for line in hunk.text.split("\n") if host in line.lower()]
        signs = {line[:1] for line in lines}
        if "+" in signs and not signs & {"-", " "}:
            return True
    return False
