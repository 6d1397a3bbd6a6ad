"""The versions that a change of a manifest or a lock file moves, also of formats that are read by their lines alone."""

import re
from collections.abc import Iterator

from incidents.model.evidence import DependencyChange, FileChange

_WHOLE = re.compile(
    r"[\"'(](?P<jvm>[\w.-]+:[\w.-]+):(?P<jvm_is>[\w.+-]+)[\"')]|"
    r"^\s*(?:require\s+)?(?P<go>[\w.-]+(?:/[\w.~-]+)+)\s+(?P<go_is>v[\w.+-]+)|"
    r"\bgem [\"'](?P<gem>[\w-]+)[\"'],\s*[\"'](?P<gem_is>[^\"']+)|"
    r"^ {4}(?P<lock>[\w.-]+) \((?P<lock_is>[\d.]+)\)|"
    r"\"(?P<json>@?[\w./-]+)\":\s*\"(?P<json_is>[~^]?\d[^\"]*)\""
)
_NAME = re.compile(
    r"^\s*name = \"([\w.-]+)\"|<artifactId>([\w.-]+)<|\"(?:node_modules/)([\w@./-]+)\": \{|\"name\": \"([\w@./-]+)\""
)
_VERSION = re.compile(r"^\s*version = \"([^\"]+)\"|<version>([^<]+)<|\"version\": \"([^\"]+)\"")


def moved(change: FileChange) -> list[DependencyChange]:
    """Of a manifest that was parsed what that told; of another one what its changed lines spell."""
    if change.path_class != "dependencies":
        return []
    if change.dependencies:
        return [each for each in change.dependencies if each.before != each.after]
    sides: dict[str, dict[str, str]] = {}
    for hunk in change.hunks:
        for sign, name, version in _versions(hunk.text):
            sides.setdefault(name, {})[sign] = version
    pairs = [
        DependencyChange(name=name, before=each.get("-"), after=each.get("+")) for name, each in sorted(sides.items())
    ]
    return [each for each in pairs if each.before != each.after]


def moves(change: FileChange, each: DependencyChange) -> str:
    """What the change does to the dependency, to be read behind the name of a commit."""
    verb = "adds" if each.before is None else "removes" if each.after is None else "changes the version of"
    return f"{verb} the dependency `{each.name}` in {change.path}"


def _versions(text: str) -> Iterator[tuple[str, str, str]]:
    """Of the changed lines the sign, the name and the version; a lock file has the name on a line above."""
    above = ""
    for line in text.split("\n"):
        sign, rest = line[:1], line[1:]
        named, version, whole = _NAME.search(rest), _VERSION.search(rest), _WHOLE.search(rest)
        if named:
            above = _first(named.groups())
        elif version and sign in "+-" and above:
            yield sign, above, _first(version.groups())
        elif whole and sign in "+-":
            kind = whole.lastgroup or ""
            yield sign, whole[kind.removesuffix("_is")], whole[kind]


def _first(groups: tuple[str | None, ...]) -> str:
    return next((each for each in groups if each), "")
