"""Where a text, a setting or a stack names a service of the scope."""

import re
from collections.abc import Iterable

from incidents.analysis.causes.settings.setting_change import leaf_of
from incidents.model.evidence import Frame, Setting

_ENDINGS = frozenset({"api", "app", "client", "gateway", "adapter", "service", "svc", "server", "backend", "remote"})
_OF_AN_ADDRESS = re.compile(r"_(?:BASE_?)?(?:URL|URI|HOST|ADDR|ADDRESS|ENDPOINT|ORIGIN)$", re.IGNORECASE)
_LONG_ENOUGH = 4


def names(text: str, service: str) -> bool:
    """As a word of its own, or at the beginning of a host: Cloud Run adds a hash and the region to a service's name."""
    name = re.escape(service)
    return re.search(rf"(?<![\w-]){name}(?:-[a-z0-9]+(?:-[a-z0-9]+)?\.|(?![\w-]))", text) is not None


def addressed(settings: Iterable[Setting], service: str) -> Setting | None:
    """The setting that holds the address of the service, by its value or, where a secret hides that, by its name."""
    for each in sorted(settings, key=lambda each: each.path):
        leaf = leaf_of(each.path)
        host = re.match(r"(?:https?://)?([\w.-]+)", each.value)
        if _OF_AN_ADDRESS.search(leaf) and host and names(host[1], service):
            return each
        if _OF_AN_ADDRESS.search(leaf) and _words(_OF_AN_ADDRESS.sub("", leaf)) == _words(service):
            return each
    return None


def calling_frame(stacks: Iterable[Iterable[Frame]], service: str) -> Frame | None:
    """A frame of a file that is named for the service, such as its client."""
    wanted = _words(service)
    if sum(len(word) for word in wanted) < _LONG_ENOUGH:
        return None
    frames = (frame for stack in stacks for frame in stack)
    return next((each for each in frames if _words(re.sub(r"^.*/|\.\w+$", "", each.file)) == wanted), None)


def _words(name: str) -> frozenset[str]:
    """The words of a name, without those that say no more than that it is a service, unless there are no others."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    found = frozenset(word.lower() for word in re.findall(r"[A-Za-z0-9]+", apart))
    return (found - _ENDINGS) or found
