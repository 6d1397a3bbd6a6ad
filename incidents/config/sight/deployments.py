"""What scripts and workflow files deploy to Cloud Run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.config.cloud_names import PROJECT, REGION, SERVICE
from incidents.config.sight.folder import Folder
from incidents.config.sight.shell_words import UNKNOWN, filled, logical_lines, variables, words
from incidents.config.sight.yaml_lines import argument_lists, knative_services, steps_that_use

_MOST_FILES = 300
_SUFFIXES = (".sh", ".bash", ".zsh", ".ps1", ".mk", ".yml", ".yaml", ".json")
_NAMES = ("makefile", "gnumakefile", "justfile", "package.json")
_SCRIPT_FOLDERS = ("bin", "scripts", "script", "ci", "deploy", "tools")
_GCLOUD = re.compile(r"(?<![\w./-])gcloud(?:\.cmd)?\s")
_MARKS = ("gcloud", "google-github-actions/", "serving.knative.dev")
_SWITCHES = ("--quiet", "-q", "--async", "--allow-unauthenticated", "--use-http2", "--cpu-throttling", "--cpu-boost")
_SWITCH_PREFIXES = ("--no-", "--clear-")
_FORMS = {"service": SERVICE, "region": REGION, "project": PROJECT}


@dataclass(frozen=True)
class Deployment:
    """One command or step, or a setting of the project alone; None is "not said" or "not known".

    `variable` is set where a service is deployed whose name is a variable of unknown value. `source` is the folder
    that the command builds from, relative to where it runs.
    """

    where: str
    service: str | None = None
    region: str | None = None
    project: str | None = None
    source: str | None = None
    variable: bool = False


def deployments(folder: Folder) -> tuple[Deployment, ...]:
    """Everything that deploys, in the order of its files and lines."""
    found: list[Deployment] = []
    scripts = [path for path in folder.own_files() if _may_deploy(path)]
    for path in scripts[:_MOST_FILES]:
        text = folder.text(path)
        if any(mark in text for mark in _MARKS):
            found += sorted(set(_in_text(path, text)), key=lambda each: int(each.where.rpartition(":")[2]))
    return tuple(found)


def _may_deploy(path: str) -> bool:
    *folders, name = path.lower().split("/")
    if name.endswith(".json"):
        return name == "package.json" or name.startswith("cloudbuild")
    in_scripts = bool(folders) and folders[-1] in _SCRIPT_FOLDERS and "." not in name
    return name.endswith(_SUFFIXES) or name in _NAMES or in_scripts


def _in_text(path: str, text: str) -> Iterator[Deployment]:
    known = variables(text)
    for line in logical_lines(text):
        for start in _GCLOUD.finditer(line.text):
            yield from _command(f"{path}:{line.number}", words(filled(line.text[start.end() :], known)))
    if not path.endswith((".yml", ".yaml", ".json")):
        return
    for number, arguments in argument_lists(text):
        command = [filled(each, known) for each in arguments]
        yield from _command(f"{path}:{number}", command[1:] if command[:1] == ["gcloud"] else command)
    for step in steps_that_use(text, "google-github-actions"):
        inputs = {name: filled(value, known) for name, value in step.inputs.items()}
        yield from _step(f"{path}:{step.number}", inputs, deploys=step.uses.endswith("/deploy-cloudrun"))
    for number, name in knative_services(text):
        yield from _step(f"{path}:{number}", {"service": filled(name, known)}, deploys=True)


def _command(where: str, given: list[str]) -> Iterator[Deployment]:
    """What one gcloud command says; `given` are its words after `gcloud`."""
    options, names = _options(given)
    names = names[1:] if names[:1] in (["alpha"], ["beta"]) else names
    project = _plain("project", options.get("--project"))
    region = _plain("region", options.get("--region"))
    match names:
        case ["run", "deploy", *rest] | ["run", "services", "update" | "update-traffic", *rest]:
            service = _plain("service", rest[0] if rest else None)
            source = options.get("--source")
            known_source = source if source and UNKNOWN not in source else None
            yield Deployment(where, service, region, project, known_source, variable=service is None)
        case ["run", *_]:
            yield from [Deployment(where, region=region, project=project)] if region or project else []
        case ["config", "set", "project", name, *_]:
            yield from [Deployment(where, project=_plain("project", name))] if _plain("project", name) else []
        case ["config", "set", "run/region", name, *_]:
            yield from [Deployment(where, region=_plain("region", name))] if _plain("region", name) else []
        case _:
            yield from [Deployment(where, project=project)] if project else []


def _step(where: str, given: dict[str, str], *, deploys: bool) -> Iterator[Deployment]:
    project = _plain("project", given.get("project_id") or given.get("project"))
    if deploys:
        service = _plain("service", given.get("service"))
        region = _plain("region", given.get("region"))
        yield Deployment(where, service, region, project, given.get("source"), variable=service is None)
    elif project:
        yield Deployment(where, project=project)


def _options(given: list[str]) -> tuple[dict[str, str], list[str]]:
    """Options with their values, and the words that are none of either."""
    options: dict[str, str] = {}
    names: list[str] = []
    option = None
    for word in given:
        if word.startswith("-"):
            name, equals, value = word.partition("=")
            options[name] = value
            option = None if equals or word in _SWITCHES or word.startswith(_SWITCH_PREFIXES) else name
        elif option:
            options[option] = word
            option = None
        else:
            names.append(word)
    return options, names


def _plain(kind: str, value: str | None) -> str | None:
    """The value if it is complete and of a form that Google Cloud accepts."""
    bare = (value or "").strip("'\"")
    return bare if _FORMS[kind].fullmatch(bare) else None
