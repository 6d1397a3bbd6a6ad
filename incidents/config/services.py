"""What is deployed: the project, the region and `[[services]]`."""

import re
from collections.abc import Iterable

from incidents.config.cloud_names import PROJECT, REGION, SERVICE
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import Section
from incidents.config.toml_lines import Key
from incidents.config.wording import dotted, quoted
from incidents.model.scope import ServiceScope

_ZONE = re.compile(r"([a-z]+-[a-z]+[0-9]+)-[a-z]")


def read_project(root: Section) -> str | None:
    project = root.required("project", "parcel-staging")
    if project is None or PROJECT.fullmatch(project):
        return project
    root.faults.wrong(("project",), project, 'the id of a Google Cloud project such as "parcel-staging", not its title')
    return None


def read_region(root: Section) -> str | None:
    region = root.required("region", "europe-west1")
    if region is None or REGION.fullmatch(region):
        return region
    zone = _ZONE.fullmatch(region)
    expected = f'a region such as "{zone[1]}", not a zone' if zone else 'a region such as "europe-west1"'
    root.faults.wrong(("region",), region, expected)
    return None


def read_services(root: Section) -> tuple[ServiceScope, ...]:
    """The services in the order of the file."""
    if root.take("services") in (None, []):
        root.faults.add(("services",), 'there is no service: add [[services]] and name = "parcel-api" below it')
    services = []
    first: dict[str, Key] = {}
    for table in root.sections("services"):
        name = table.required("name", "parcel-api")
        paths = tuple(_paths(table))
        if "." in paths:  # the whole repository is as good as not declared, and no path starts with it
            paths = ()
        table.close()
        if name is None:
            continue
        if not SERVICE.fullmatch(name):
            expected = 'the name of a Cloud Run service such as "parcel-api": small letters, digits and dashes'
            table.faults.wrong(table.at("name"), name, expected)
        elif name in first:
            there = table.faults.where(first[name])
            table.faults.add(table.at("name"), f'the service "{name}" is named here and at {there}: keep one')
        else:
            first[name] = table.at("name")
            services.append(ServiceScope(name=name, source_paths=paths))
    return tuple(services)


def _paths(table: Section) -> Iterable[str]:
    for key, path in table.texts("source_paths", "parcel_api/"):
        if fault := fault_of(path, glob=False):
            table.faults.add(key, f"`{dotted(key)}` {quoted(path)} {fault}")
        else:
            yield tidy(path)
