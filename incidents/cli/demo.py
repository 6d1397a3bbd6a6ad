"""`incident demo`: an example workspace, and then exactly what `incident build` does."""

from pathlib import Path

from incidents.cli import build as build_command
from incidents.cli.output import print_line, print_note
from incidents.demo.workspace import SINCE, write


def demo(folder: Path, *, as_json: bool) -> int:
    write(folder)
    if not as_json:
        print_note(f"wrote an example workspace to {folder}; now building it as `incident build --since {SINCE}` would")
    ending = build_command.Ending(fail_on=None, strict=False, as_json=as_json)
    code = build_command.build(SINCE, None, folder / "incident.toml", ending)
    if not as_json:
        print_line()
        print_line(
            f"Look around with `incident show --config {folder / 'incident.toml'}`, and edit the drafts; a rebuild"
        )
        print_line("keeps your words.")
    return code
