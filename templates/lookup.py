"""Where a template is looked up: among the files of the team first, then among ours."""

from pathlib import Path

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, FileSystemLoader, PrefixLoader
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

OURS = Path(__file__).parent
BUILTIN = "builtin"
"""Before the name of a template, it means ours, whatever the team has of that name."""


class TeamFirst(ImmutableSandboxedEnvironment):
    """A team's file that names itself means ours: it may extend or import what it replaces, by the same name."""

    def join_path(self, template: str, parent: str) -> str:
        return f"{BUILTIN}/{template}" if template == parent else template


class Compiled(BytecodeCache):
    """What templates were compiled to in this process, by name, file and content; environments alike may share one."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        held = self._code.get((bucket.key, bucket.checksum))
        if held is not None:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def loader(team: Path | None) -> BaseLoader:
    ours = FileSystemLoader(OURS)
    loaders: list[BaseLoader] = [ours, PrefixLoader({BUILTIN: ours})]
    return ChoiceLoader([FileSystemLoader(team), *loaders] if team else loaders)


def names(folder: Path) -> tuple[str, ...]:
    """The templates of a folder with the styles and scripts of the page, sorted, those in folders of it with "/"."""
    files = (each for suffix in ("j2", "css", "js") for each in folder.rglob(f"*.{suffix}") if each.is_file())
    return tuple(sorted(each.relative_to(folder).as_posix() for each in files))
