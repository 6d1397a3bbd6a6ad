"""Which of the names that were seen are meant: those of the evidence at hand, or else those of staging."""

import re
from dataclasses import dataclass

from incidents.config.cloud_names import PROJECT, REGION, SERVICE
from incidents.config.sight.deployments import Deployment
from incidents.config.sight.saved_evidence import Named

_STAGING = re.compile(r"(?<![a-z])(?:staging|stage|stg)(?![a-z])")
_FORMS = {"service": SERVICE, "region": REGION, "project": PROJECT}


@dataclass(frozen=True)
class Sighting:
    """A name and where it was seen first."""

    name: str
    where: str


@dataclass(frozen=True)
class Choice:
    """What is meant, and what was seen besides."""

    meant: tuple[Sighting, ...]
    besides: tuple[Sighting, ...]


def choose_services(named: tuple[Named, ...], deployed: tuple[Deployment, ...]) -> Choice:
    evident = _evident("service", named)
    scripted = {each.service: each for each in reversed(deployed) if each.service}
    sighted = {name: Sighting(name, each.where) for name, each in scripted.items()}
    staging = {name for name, each in scripted.items() if _is_staging(each)}
    meant = evident or {name: each for name, each in sighted.items() if name in staging} or sighted
    return Choice(_sorted(meant), _sorted({name: each for name, each in sighted.items() if name not in meant}))


def choose_place(
    what: str, named: tuple[Named, ...], deployed: tuple[Deployment, ...], services: tuple[Sighting, ...]
) -> Choice:
    """The project or the region of the services. More than one that could be meant is for a person to decide."""
    evident = _evident(what, named)
    names = {each.name for each in services}
    nearest = [each for each in deployed if each.service in names]
    staging = [each for each in deployed if _is_staging(each)]
    for scripted in (nearest, staging, deployed):
        sighted = {each.region if what == "region" else each.project: each.where for each in reversed(scripted)}
        evident = evident or {name: Sighting(name, where) for name, where in sighted.items() if name}
    return Choice(_sorted(evident), ()) if len(evident) == 1 else Choice((), _sorted(evident))


def _evident(what: str, named: tuple[Named, ...]) -> dict[str, Sighting]:
    form = _FORMS[what]
    return {
        name: Sighting(name, where) for kind, name, where in reversed(named) if kind == what and form.fullmatch(name)
    }


def _is_staging(each: Deployment) -> bool:
    said = f"{each.service} {each.project} {each.where.rpartition(':')[0]}"
    return _STAGING.search(said.lower()) is not None


def _sorted(found: dict[str, Sighting]) -> tuple[Sighting, ...]:
    return tuple(found[name] for name in sorted(found))
