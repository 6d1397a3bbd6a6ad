"""Evidence that already lies in the folder, told by what the files hold, and the names that stand in it."""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from typing import Any

from incidents.config.sight.folder import Folder, read_start

_MOST_FILES = 400
_MOST_IN_ONE_FOLDER = 20
_MOST_GLOBS = 3
_HEAD = 65_536
_LARGEST_JSON = 2_000_000
_SUFFIX = re.compile(r".*?(\.(?:json|jsonl|ndjson|log|xml)(?:\.gz)?)")
_IN_XML = {
    "coverage": re.compile(r"<coverage\b[^>]*\bline-rate="),
    "tests": re.compile(r"<testsuites?\b"),
}
_IN_OTHERS = {
    "coverage": re.compile(r'"executed_lines"\s*:'),
    "logs": re.compile(r'"logName"\s*:'),
    "cloud_run": re.compile(r'serving\.knative\.dev|"projects/[^/"]+/locations/[^/"]+/services/'),
}
_NAMED = re.compile(r"(issues|probes|metrics|session|plan|context|images)\b")
# Other tools write files of these names too, so that the name alone does not tell.
_OWN_WORDS = {
    "plan": re.compile(r'\A\s*\[\s*"|"(?:tests?|suites?|phases|commands?|steps|path)"\s*:'),
    "context": re.compile(r'\A\s*\[\s*"|"(?:claims?|statements?)"\s*:'),
    "images": re.compile(r'"(?:digest|built_by|size_mb)"\s*:'),
}
_RESOURCE = re.compile(r'"resource"\s*:\s*(\{(?:[^{}]|\{[^{}]*\})*\})')
_LABEL = re.compile(r'"(service_name|location|project_id)"\s*:\s*"([^"\\]+)"')
_KNATIVE_LABEL = re.compile(r'"(serving\.knative\.dev/service|cloud\.googleapis\.com/location)"\s*:\s*"([^"\\]+)"')
_RESOURCE_NAME = re.compile(r'"projects/([^/"]+)/locations/([^/"]+)/services/([^/"]+)')
_MEANING = {
    "service_name": "service",
    "serving.knative.dev/service": "service",
    "location": "region",
    "cloud.googleapis.com/location": "region",
    "project_id": "project",
}
Named = tuple[str, str, str]
"""Whether it is a service, region or project; its name; the file it stands in."""


@dataclass(frozen=True)
class Saved:
    """Globs for each source, and what the logs and revisions name."""

    globs: dict[str, tuple[str, ...]]
    named: tuple[Named, ...]


def saved_evidence(folder: Folder) -> Saved:
    """Look into the first files of each folder; the rest of a folder is taken to be of the same kind."""
    kinds: dict[str, str] = {}
    named: set[Named] = set()
    for path in _candidates(folder):
        head = _head(folder, path)
        kind = _kind(path, head)
        if kind:
            kinds[path] = kind
        if kind == "logs":
            named |= {(what, name, path) for what, name in _of_logs(head)}
        elif kind == "cloud_run":
            named |= {(what, name, path) for what, name in _of_cloud_run(folder.text(path, _LARGEST_JSON))}
    globs = {source: _globs(source, kinds) for source in sorted(set(kinds.values()))}
    return Saved(globs, tuple(sorted(named)))


def _candidates(folder: Folder) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for path in folder.own_files():
        where, _, name = path.rpartition("/")
        if _SUFFIX.fullmatch(name.lower()) and seen[where] < _MOST_IN_ONE_FOLDER and seen.total() < _MOST_FILES:
            seen[where] += 1
            yield path


def _head(folder: Folder, path: str) -> str:
    start = read_start(folder.root / path, _HEAD)
    if path.lower().endswith(".gz"):
        try:
            start = zlib.decompressobj(wbits=31).decompress(start, _HEAD)
        except zlib.error:
            return ""
    return start.decode("utf-8", "replace")


def _kind(path: str, head: str) -> str | None:
    """What a file is by its own words; what has no form of its own is told by its name or its folder."""
    *folders, name = path.lower().split("/")
    words = _IN_XML if ".xml" in name else _IN_OTHERS
    told = next((kind for kind, said in words.items() if said.search(head)), None)
    if told or ".xml" in name:
        return told
    if head.lstrip()[:1] not in ("{", "["):
        return None
    if folders:
        return "metrics" if folders == ["metrics"] else None
    return _kind_by_name(name, head)


def _kind_by_name(name: str, head: str) -> str | None:
    named = _NAMED.match(name)
    words = _OWN_WORDS.get(named[1]) if named else None
    return named[1] if named and (words is None or words.search(head)) else None


def _globs(source: str, kinds: dict[str, str]) -> tuple[str, ...]:
    mine = [path for path, kind in kinds.items() if kind == source]
    if source == "tests":
        return tuple(sorted({_run_glob(path) for path in mine}))
    others = {path.rpartition("/")[0] for path, kind in kinds.items() if kind != source}
    found = {_glob(path, others) for path in mine}
    tops = Counter(_top(glob) for glob in found if "/*" in glob)
    mixed = {_top(escape(path)) for path, kind in kinds.items() if kind != source}
    deep = {top for top, count in tops.items() if count > _MOST_GLOBS and top not in mixed}
    return tuple(sorted({_deeper(glob) if _top(glob) in deep else glob for glob in found}))


def _glob(path: str, others: set[str]) -> str:
    """All files of the folder with this ending, unless other sources lie in the folder too."""
    where, _, name = path.rpartition("/")
    ending = _SUFFIX.fullmatch(name)
    return f"{escape(where)}/*{ending[1]}" if where and ending and where not in others else escape(path)


def _top(path: str) -> str:
    return path.partition("/")[0]


def _deeper(glob: str) -> str:
    """A sink writes a folder for each day: all folders below the first are taken."""
    return f"{_top(glob)}/**/{glob.rpartition('/')[2]}"


def _run_glob(path: str) -> str:
    """Runs lie side by side, each in a folder: all folders beside this one are taken for runs too."""
    run = path.rpartition("/")[0]
    beside = run.rpartition("/")[0]
    return f"{escape(beside)}/*" if beside else escape(run or path)


def _of_logs(head: str) -> Iterator[tuple[str, str]]:
    for resource in _RESOURCE.finditer(head):
        if '"cloud_run_revision"' in resource[1]:
            yield from ((_MEANING[label], name) for label, name in _LABEL.findall(resource[1]))


def _of_cloud_run(text: str) -> Iterator[tuple[str, str]]:
    yield from ((_MEANING[label], name) for label, name in _KNATIVE_LABEL.findall(text))
    for project, region, service in _RESOURCE_NAME.findall(text):
        yield from (("project", project), ("region", region), ("service", service))
    for each in _objects(text):
        metadata = each.get("metadata")
        if each.get("kind") == "Service" and isinstance(metadata, dict) and isinstance(metadata.get("name"), str):
            yield "service", metadata["name"]


def _objects(text: str) -> list[dict[str, Any]]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):  # cut off at the bound, or no JSON after all
        return []
    return [each for each in (content if isinstance(content, list) else [content]) if isinstance(each, dict)]
