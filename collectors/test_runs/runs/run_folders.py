"""Which files belong to which run: the folders and files that the globs name, gone through to their reports."""

import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from collectors.collector import Ask
from collectors.named_files import named
from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.files.sources import BESIDE, Sources
from collectors.test_runs.formats import format_of
from collectors.test_runs.runs import run_hints
from collectors.test_runs.runs.foreign_reports import foreign_report

DEEPEST = 8
MOST_FILES = 5000
REPORT_ENDINGS = (".xml", ".trx", ".json", ".jsonl", ".ndjson")
CONSOLE_ENDINGS = (".txt", ".log", ".out")
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
ZIP_ENDING = ".zip"
_CONSOLE_STEMS = {"console", "output", "stdout", "pytest"}


@dataclass(frozen=True)
class RunFolder:
    """Files that lie together. `path` and the files are relative to the root of the question; `name` is for people.

    `named` is what the globs named: this folder, one above it, or files in it. `left_out` says why the folder was not
    gone through to its end.
    """

    path: str
    name: str
    files: tuple[str, ...]
    hints: str | None
    named: tuple[str, ...]
    left_out: str | None = None


def named_places(ask: Ask) -> tuple[str, ...]:
    """The folders and files that the globs name; what lies in a folder that is named too is left to that."""
    names = named(ask)
    return tuple(name for name in names if not _within(name, names))


def run_folders(ask: Ask, sources: Sources) -> tuple[RunFolder, ...]:
    """The folders with candidates for reports, sorted; whether these are reports only their content tells.

    A zip is a folder of its name. JSON is a candidate only where a format recognises it, for it may be anything.
    """
    names = named_places(ask)
    folders = [name for name in names if (ask.root / name).is_dir()]
    zips = [name for name in names if name not in folders and is_zip(name)]
    files = [name for name in names if name not in folders and name not in zips]
    found = [each for name in folders for each in _in_folder(ask.root, name, sources)]
    found += [each for name in zips for each in _in_zip(name, (name,), sources)]
    found += _around_files(ask.root, files)
    return tuple(sorted(found, key=lambda folder: (folder.path, folder.files)))


def is_zip(file: str) -> bool:
    """Whether the name is that of a zip."""
    return file.lower().endswith(ZIP_ENDING)


def _within(name: str, names: tuple[str, ...]) -> bool:
    """Whether a folder that is named itself holds this one; folders of folders hold their runs apart anyway."""
    return any(str(parent) in names for parent in PurePosixPath(name).parents if str(parent) != ".")


def _in_folder(root: Path, top: str, sources: Sources) -> list[RunFolder]:
    """The run folders below, and those of the zips there."""
    held, left_out = _files_below(root, top)
    zips = sorted(file for files in held.values() for file in files if is_zip(file))
    found = [each for file in zips for each in _in_zip(file, (top,), sources)]
    return [*_held_folders(held, top, left_out, sources), *found]


def _in_zip(file: str, named: tuple[str, ...], sources: Sources) -> list[RunFolder]:
    """The run folders in a zip; one that cannot be opened is a folder whose only file is the zip, to be told of."""
    try:
        members = sources.archive(file).members
    except (UnusableReportError, OSError):
        return [RunFolder(file, PurePosixPath(file).stem, (file,), None, named)]
    held: dict[str, list[str]] = {}
    for member in sorted(members):
        place = PurePosixPath(f"{file}{BESIDE}{member}")
        if not any(part.startswith(".") for part in PurePosixPath(member).parts[:-1]):
            held.setdefault(str(place.parent), []).append(str(place))
    found = _held_folders(held, f"{file}!", None, sources)
    if not found:
        return [RunFolder(file, PurePosixPath(file).stem, (file,), None, named)]
    return [replace(each, name=_without_zip(each.name, file), named=named) for each in found]


def _without_zip(name: str, file: str) -> str:
    path = PurePosixPath(file)
    return path.stem if name == f"{path.name}!" else f"{path.stem}/{name}"


def _held_folders(held: dict[str, list[str]], top: str, left_out: str | None, sources: Sources) -> list[RunFolder]:
    """Each folder that holds reports is a run folder; one without console text is lent what lies above it."""
    held = {folder: [file for file in files if _may_be_read(file, sources)] for folder, files in held.items()}
    with_reports = [folder for folder, files in held.items() if any(_is_report(file) for file in files)]
    lent = {_lender(folder, held, top) for folder in with_reports} - {None}
    found = []
    for folder in sorted(held):
        if folder in lent and folder not in with_reports:
            continue
        lender = _lender(folder, held, top) if folder in with_reports else None
        files = [*held[folder], *(held[lender] if lender else ())]
        if candidates := tuple(sorted(file for file in files if _is_candidate(file))):
            hints = _hints([folder, *([lender] if lender else []), top], held)
            found.append(RunFolder(folder, _name(folder, top, len(with_reports)), candidates, hints, (top,), left_out))
    return found


def _files_below(root: Path, top: str) -> tuple[dict[str, list[str]], str | None]:
    """Files by folder; links are not followed, for an artifact may bring links to anywhere."""
    held: dict[str, list[str]] = {}
    count, left_out = 0, None
    for path, folders, files in os.walk(root / top):
        below = PurePosixPath(Path(path).relative_to(root / top).as_posix())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(below.parts) >= DEEPEST and folders:
            folders[:], left_out = [], f"folders deeper than {DEEPEST} were not gone through"
        own = sorted(name for name in files if not (Path(path) / name).is_symlink())
        count += len(own)
        if count > MOST_FILES:
            return held, f"only the first {MOST_FILES} files were looked at"
        if own:
            held[(PurePosixPath(top) / below).as_posix()] = [
                (PurePosixPath(top) / below / name).as_posix() for name in own
            ]
    return held, left_out


def _lender(folder: str, held: dict[str, list[str]], top: str) -> str | None:
    """The nearest folder above, up to the one that was named, that has console text and no report of its own."""
    if any(_is_console(file) for file in held[folder]):
        return None
    for parent in PurePosixPath(folder).parents:
        files = held.get(str(parent), [])
        if any(_is_report(file) for file in files) or len(parent.parts) < len(PurePosixPath(top).parts):
            return None
        if any(_is_console(file) for file in files):
            return str(parent)
    return None


def _name(folder: str, top: str, runs: int) -> str:
    """The named folder's own name when it holds one run, as artifacts do; else the path below it."""
    if folder == top or runs <= 1:
        return PurePosixPath(top).name or folder
    return PurePosixPath(folder).relative_to(top).as_posix()


def _around_files(root: Path, files: list[str]) -> list[RunFolder]:
    """Files that are named themselves, by folder, with the console text and the run.json that lie beside them."""
    by_folder: dict[str, list[str]] = {}
    for file in files:
        if _is_candidate(file):
            by_folder.setdefault(str(PurePosixPath(file).parent), []).append(file)
    found = []
    for folder, own in by_folder.items():
        beside = [file.as_posix() for file in _siblings(root, folder) if _accompanies(file, own)]
        hints = (PurePosixPath(folder) / run_hints.FILE_NAME).as_posix()
        name = PurePosixPath(folder).name or PurePosixPath(own[0]).stem
        kept = tuple(sorted({*own, *beside}))
        found.append(RunFolder(folder, name, kept, hints if (root / hints).is_file() else None, tuple(own)))
    return found


def _siblings(root: Path, folder: str) -> list[PurePosixPath]:
    try:
        names = sorted(each.name for each in (root / folder).iterdir() if each.is_file() and not each.is_symlink())
    except OSError:
        return []
    return [PurePosixPath(folder) / name for name in names]


def _accompanies(file: PurePosixPath, own: list[str]) -> bool:
    stems = {PurePosixPath(each).stem for each in own if _is_report(each)}
    return bool(stems) and _is_console(str(file)) and (file.stem in stems or file.stem in _CONSOLE_STEMS)


def _hints(folders: list[str], held: dict[str, list[str]]) -> str | None:
    for folder in folders:
        for file in held.get(folder, []):
            if PurePosixPath(file).name == run_hints.FILE_NAME:
                return file
    return None


def _is_report(file: str) -> bool:
    return file.lower().endswith(REPORT_ENDINGS) and PurePosixPath(file).name != run_hints.FILE_NAME


def _may_be_read(file: str, sources: Sources) -> bool:
    """Whether a JSON file is a report, or cannot be looked into, which reading will tell; true of other files."""
    if not (_is_report(file) and file.lower().endswith(_JSON_ENDINGS)):
        return True
    try:
        source = sources.source(file)
        return format_of(source) is not None or foreign_report(source) is not None
    except (UnusableReportError, OSError):
        return True


def _is_console(file: str) -> bool:
    return file.lower().endswith(CONSOLE_ENDINGS)


def _is_candidate(file: str) -> bool:
    return _is_report(file) or _is_console(file)
