"""Where a repository keeps its objects and refs: found by looking at files, never by asking git or its config."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import BadInputError

_POINTER_BYTES = 4096
_SHA256_OBJECT = re.compile(r"pack-[0-9a-f]{64}\.idx|[0-9a-f]{62}")


@dataclass(frozen=True)
class Layout:
    """`own` holds HEAD; `common` holds refs, objects and the shallow file. They differ in a linked work tree."""

    own: Path
    common: Path

    @property
    def objects(self) -> Path:
        return self.common / "objects"


def locate(path: Path, name: str) -> Layout:
    """The layout of the work tree or bare repository at `path`, which messages call `name`.

    Parent folders are not searched: a repository around a folder without one would be the history of something else.
    Raises BadInputError with the reason when nothing there can be read.
    """
    own = _git_dir(path, name)
    pointer = text_of(own / "commondir", _POINTER_BYTES)
    common = own if pointer is None else _beside(own, pointer)
    layout = Layout(own, common)
    if not layout.objects.is_dir():
        raise BadInputError(f"{name} has no object store, so its history cannot be read; nothing was read from it")
    if (common / "reftable").exists():
        raise BadInputError(
            f"{name} keeps its refs as a reftable, which is not supported; give a clone made with "
            "`git clone --ref-format=files`. Nothing was read from it"
        )
    if _uses_sha256(layout.objects):
        raise sha256_refused(name)
    return layout


def sha256_refused(name: str) -> BadInputError:
    """The error for a repository whose ids have 64 digits."""
    return BadInputError(f"{name} uses the SHA-256 object format, which is not supported; nothing was read from it")


def text_of(path: Path, limit: int) -> str | None:
    """The text of a regular file of at most `limit` bytes; None for anything else, such as a pipe that would block."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > limit:
            return None
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None


def _git_dir(path: Path, name: str) -> Path:
    inner = path / ".git"
    if inner.is_dir():
        return inner
    pointer = text_of(inner, _POINTER_BYTES)
    if pointer is not None and pointer.startswith("gitdir:"):
        return _beside(path, pointer.removeprefix("gitdir:"))
    if (path / "HEAD").exists() and (path / "objects").is_dir():
        return path
    if path.is_file():
        raise BadInputError(f"{name} is a file, not a repository; clone it first. Nothing was read from it")
    if not path.exists():
        raise BadInputError(
            f"there is no folder {name}; correct the path under [sources.git]. Nothing was read from it"
        )
    around = next((each for each in path.resolve().parents if (each / ".git").exists()), None)
    hint = f"; one is in a folder around it ({around.name}), name that one if it is meant" if around else ""
    raise BadInputError(f"{name} is not a git repository{hint}. Nothing was read from it")


def _beside(folder: Path, pointer: str) -> Path:
    """The folder that a pointer file names; such files hold a path and a line end, relative to where they lie."""
    return folder / pointer.strip("\n\r ").replace("\0", "")


def _uses_sha256(objects: Path) -> bool:
    packs = (each.name for each in _entries(objects / "pack"))
    fans = (fan for fan in _entries(objects) if re.fullmatch("[0-9a-f]{2}", fan.name))
    loose = (each.name for fan in fans for each in _entries(fan))
    for names in (packs, loose):
        found = next((name for name in names if re.fullmatch(r"pack-[0-9a-f]+\.idx|[0-9a-f]{38,}", name)), None)
        if found is not None:
            return _SHA256_OBJECT.fullmatch(found) is not None
    return False


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
