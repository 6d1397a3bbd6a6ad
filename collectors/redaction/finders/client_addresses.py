"""Network addresses of people who call a service.

An address is personal where the text says that a caller has it. Private, loopback and link-local ones, and those that
a service listens on or connects to, are needed to understand a failure: they stay.
"""

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_ADDRESS = r"(?:(?:::ffff:)?[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|[0-9A-Fa-f]+:[0-9A-Fa-f]*:)"
_CALLER = (
    r"(?:client|caller|visitor|sender|viewer|attacker|bot|customer|browser|guest|banned?|block(?:ed|ing)|throttl\w*"
    r"|rate.?limit(?:ed|ing|er)?|accepted|x-real-ip|cf-connecting-ip|forwarded(?:[-_ ]for)?|rhost|\bips?"
    r"|\b(?:remote|source|src|user|real|login|origin|request|requester|end-?user|peer)[ _-]?(?:ip|addr(?:ess)?))"
    r"[ _-]?(?:host|ip|addr(?:ess)?)?(?:[ _-]?addr(?:ess)?)?"
)
_GLUE = r"[\"'`\\\])]*\s?(?:=>|[:=])?\s*(?:for=)?[\"'`\\\[(]*"
_CAME = r"\b(?:from|by|for)(?: (?:ip|address|client|host))?[ :=]+[\"'\[(/]?"
_ANCHOR = rf"(?i:{_CALLER}{_GLUE}|{_CAME}){_ADDRESS}|{_ADDRESS}[0-9.:a-fA-F]*\]? - "
CLUE = _ANCHOR

_ONE = re.compile(
    r"(?<![\w.:])(?:(?:::ffff:)?[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
    r"|(?=[0-9A-Fa-f:]{0,40}::|(?:[0-9A-Fa-f]{1,4}:){7})[0-9A-Fa-f:.]{3,45})(?![\w.]{0,40}\w)"
)
_MORE = re.compile(r"(?:[\s,;\"'\]]|for=|\[|%2C){1,8}")
# What an access log has behind the address; the port is the caller's own.
_ACCESS = re.compile(
    r"\]?(?::[0-9]{1,5})? - (?:\S{1,60} \S{1,60} \[|\S{1,60} \[|\"?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b)"
)
_PORT = re.compile(r"\]?:([0-9]{1,5})\b")
# What is got from an address was served there.
_SERVED = re.compile(
    r"\b(?:response|reply|answer|read|reading|data|download\w*|fetch\w*|pull\w*|load\w*|got|returned|error|timeout|reset"
    r"|[45][0-9]{2}|wait\w*|connect\w* (?:to|refused)|dial\w*|serv\w*|resolv\w*|bucket|lookup|scrap\w*|replicat\w*"
    r"|migrat\w*|import\w*)[^.]{0,30}\Z",
    re.IGNORECASE,
)
_EPHEMERAL = 10_000
_CAME_FROM = re.compile(r"from|by|for", re.IGNORECASE)
# Published addresses of services: resolvers, Google's health checks and private access.
_SERVICES = tuple(
    ipaddress.ip_network(each)
    for each in ("8.8.8.8/32", "8.8.4.4/32", "1.1.1.1/32", "35.191.0.0/16", "130.211.0.0/22", "199.36.153.0/24")
)
# For examples in documents, but public as far as a log can tell.
_EXAMPLES = tuple(
    ipaddress.ip_network(each) for each in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)


def client_addresses(view: View) -> Iterator[Found]:
    text = view.text
    reached = 0
    for start, _ in places(_ANCHOR, view):
        one = _ONE.search(text, max(start, reached), start + 120) if start >= reached else None
        if not one or not _is_of_a_caller(text, start, one):
            continue
        # X-Forwarded-For is a list: the client, then every proxy.
        while one is not None:
            written = one[0].removeprefix("::ffff:")
            if _is_public(written):
                yield Found(one.end() - len(written), one.end(), "client-address", guessable=True)
            reached = one.end()
            more = _MORE.match(text, reached)
            one = _ONE.match(text, more.end()) if more else None


def _is_of_a_caller(text: str, start: int, one: re.Match[str]) -> bool:
    if one.start() == start:
        return _ACCESS.match(text, one.end()) is not None
    if not _CAME_FROM.match(text, start):
        return True
    port = _PORT.match(text, one.end())
    served = (port and int(port[1]) < _EPHEMERAL) or _SERVED.search(text, max(0, start - 60), start)
    return not served


@lru_cache(maxsize=1024)
def _is_public(written: str) -> bool:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    if any(address in each for each in _EXAMPLES):
        return True
    return address.is_global and not any(address in each for each in _SERVICES)
