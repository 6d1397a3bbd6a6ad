"""`incident templates eject`: our templates as files that a team may change."""

import difflib
from pathlib import Path

from incidents.cli.output import print_json, print_line, print_note
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.errors import BadInputError
from templates.lookup import OURS, names

_SUFFIX = ".j2"


def eject(name: str | None, to: Path | None, config: Path | None, *, as_json: bool) -> int:
    """Write one template or all of them; a file that is there is left as it is, and one that was named is an error."""
    folder = to or _configured(config)
    chosen = names(OURS) if name is None else (_named(name),)
    present = [each for each in chosen if (folder / each).exists() or (folder / each).is_symlink()]
    if name is not None and present:
        raise BadInputError(f"{folder / present[0]} is there already; remove or rename it first. Nothing was written")
    written = [each for each in chosen if each not in present]
    for each in written:
        _write(folder / each, (OURS / each).read_text(encoding="utf-8"))
    if as_json:
        print_json({"folder": str(folder), "written": written, "kept": present})
        return 0
    for each in written:
        print_line(f"wrote {folder / each}")
    for each in present:
        print_line(f"kept {folder / each}, which was there already")
    print_note(
        f"to change one section only, let a file hold {{% extends {chosen[0]!r} %}} and the block of this section; "
        "the rest then stays ours and goes on being improved"
    )
    return 0


def _configured(config: Path | None) -> Path:
    settings = load(find_config(config or Path()))
    if settings.template_folder is None:
        raise BadInputError(
            f'{settings.path.name} names no folder for templates: add templates = "report-templates" under [reports], '
            "or say --to FOLDER. Nothing was written"
        )
    return settings.template_folder


def _named(name: str) -> str:
    """A template by its name, or by that of the document that it makes."""
    ours = names(OURS)
    for each in (name, f"{name}{_SUFFIX}"):
        if each in ours:
            return each
    near = difflib.get_close_matches(name, [*ours, *(each.removesuffix(_SUFFIX) for each in ours)], n=1, cutoff=0.5)
    hint = f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(ours)}."
    raise BadInputError(f"there is no template {name!r}.{hint} Nothing was written")


def _write(path: Path, text: str) -> None:
    begun = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            begun = True
            file.write(text)
    except OSError as error:
        if begun:  # a full disk leaves no half of a template
            path.unlink(missing_ok=True)
        raise BadInputError(f"{path} could not be written: {error.strerror}") from error
