"""Which paths of the repository each service is built from."""

import posixpath
import re
from dataclasses import dataclass

from incidents.config.sight.deployments import Deployment
from incidents.config.sight.dockerfiles import Dockerfile

_GENERAL = frozenset({"staging", "stage", "stg", "dev", "prod", "production", "service", "svc", "app", "docker", "src"})


@dataclass(frozen=True)
class Origin:
    """The paths, and the file that says so."""

    paths: tuple[str, ...]
    where: str


def origins(
    services: tuple[str, ...],
    images: tuple[Dockerfile, ...],
    deployed: tuple[Deployment, ...],
    folders: frozenset[str],
) -> dict[str, Origin]:
    """The origin of each service for which one fits.

    The folder that a deployment names comes first, then the Dockerfile whose words fit best. A wrong origin would
    clear the commit that did the harm, so what fits two services equally well fits none.
    """
    found = {each.service: _named(each, images, folders) for each in reversed(deployed) if each.service in services}
    sure = {name: origin for name, origin in found.items() if name and origin}
    left = [name for name in services if name not in sure]
    free = [image for image in images if image.path not in {origin.where for origin in sure.values()}]
    for name, image in _best_pairs(left, free):
        sure[name] = Origin(image.paths, image.path)
        left.remove(name)
        free.remove(image)
    if len(left) == len(free) == 1 and (len(services) == len(images) == 1 or not free[0].hints):
        sure[left[0]] = Origin(free[0].paths, free[0].path)
    return sure


def _named(deployment: Deployment, images: tuple[Dockerfile, ...], folders: frozenset[str]) -> Origin | None:
    """What `--source` names: the Dockerfile there, or the folder. `.` depends on where the command is run."""
    source = posixpath.normpath(deployment.source or ".")
    if source not in folders:
        return None
    image = next((each for each in images if posixpath.dirname(each.path) == source), None)
    return Origin(image.paths, image.path) if image else Origin((f"{source}/",), deployment.where)


def _best_pairs(names: list[str], images: list[Dockerfile]) -> list[tuple[str, Dockerfile]]:
    """Pairs that share words, the most alike first; of two that are equally alike neither is taken."""
    alike = {(name, image): _likeness(name, image) for name in names for image in images}
    pairs: list[tuple[str, Dockerfile]] = []
    decided: set[str | Dockerfile] = set()
    for likeness in sorted({each for each in alike.values() if each}, reverse=True):
        level = [pair for pair, each in alike.items() if each == likeness and decided.isdisjoint(pair)]
        pairs += [pair for pair in level if all(pair == other or set(pair).isdisjoint(other) for other in level)]
        decided.update(part for pair in level for part in pair)
    return pairs


def _likeness(service: str, image: Dockerfile) -> float:
    """How much of the service's name the Dockerfile's own name says, if it says nothing else.

    A Dockerfile at the top of the repository has no such name: there the folders that it copies stand for it.
    """
    hints = [words for words in map(_words, image.hints) if words][:1] or [_words(path) for path in image.paths]
    words = _words(service)
    return max((len(hint) / len(words) for hint in hints if hint and hint <= words), default=0)


def _words(text: str) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", text.lower())) - _GENERAL - {""}
