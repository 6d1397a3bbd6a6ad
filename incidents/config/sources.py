"""Where the evidence lies: `[sources.*]`."""

from collections.abc import Iterable
from typing import TypedDict

from collectors.collector import Source
from incidents.config.config import Sources
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import SOURCE_KEYS, Section
from incidents.config.wording import dotted, quoted

_LIVE = ("logs", "cloud_run", "tests", "issues")
_LIVE_ON_GITHUB = ("tests", "issues")


class _Narrowed(TypedDict, total=False):
    closed_days: int | None
    artifacts: tuple[str, ...]
    workflows: tuple[str, ...]


def read_sources(root: Section) -> Sources:
    """Sources that are not named keep their default; an empty list of files switches one off."""
    section = root.section("sources")
    tables = [section.section(name) for name in SOURCE_KEYS]
    section.close()
    named = [table for table in tables if isinstance(section.values.get(_name(table)), dict)]
    return Sources(**{_name(table): _source(table) for table in named})


def refuse_live_without_repository(sources: Sources, root: Section) -> None:
    tracker = root.values.get("issues")
    if isinstance(tracker, dict) and "repository" in tracker:
        return
    for name, source in sources.configured():
        if source.live and name in _LIVE_ON_GITHUB:
            sentence = f'[sources.{name}] reads from GitHub: add [issues] and repository = "owner/name" below it'
            root.faults.add(("sources", name, "live"), sentence)


def _source(table: Section) -> Source | None:
    live = table.flag("live")
    files = tuple(_globs(table))
    narrowed = _narrowed(table)
    table.close()
    if "live" not in table.values and "files" not in table.values:
        one = f" or live = true, in [{dotted(table.key)}]" if _name(table) in _LIVE else f" in [{dotted(table.key)}]"
        table.faults.add(table.key, f'`files` is missing: add files = ["{_name(table)}/*.json"]{one}')
    if live and _name(table) not in _LIVE:
        table.faults.add(
            table.at("live"), f'`{dotted(table.at("live"))}`: only files are read here: write files = ["..."]'
        )
    if live and files:
        table.faults.add(table.at("live"), f"[{dotted(table.key)}] has both live = true and files: keep one")
    for name in narrowed:
        if not live and name in table.values:
            sentence = f"`{dotted(table.at(name))}` is about reading live: it goes with live = true"
            table.faults.add(table.at(name), sentence)
    return Source(live=bool(live), globs=files, **narrowed) if live or files else None


def _narrowed(table: Section) -> _Narrowed:
    """What only some live sources know; the others have no such key."""
    if _name(table) == "issues":
        return {"closed_days": table.whole("closed_days", 0, 3650)}
    if _name(table) == "tests":
        return {
            "artifacts": tuple(text for _, text in table.texts("artifacts", "junit-*")),
            "workflows": tuple(text for _, text in table.texts("workflows", "e2e.yml")),
        }
    return {}


def _globs(table: Section) -> Iterable[str]:
    for key, glob in table.texts("files", "logs/*.json"):
        if fault := fault_of(glob, glob=True):
            table.faults.add(key, f"`{dotted(key)}` {quoted(glob)} {fault}")
        else:
            yield tidy(glob)


def _name(table: Section) -> str:
    return str(table.key[-1])
