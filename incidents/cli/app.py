"""The list of commands with their options; what a command does is in the module of its name."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from incidents.errors import IncidentError

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="incident.toml; by default the nearest one upwards from here."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout instead of text.")]
Name = Annotated[str | None, typer.Argument(help="The incident's folder name; by default the newest.")]
MaxPriority = Annotated[
    str | None, typer.Option(help="File P0 alone, or up to P1 or P2; by default all.", show_default=False)
]
Stage = Annotated[
    str, typer.Option(help="How far to go: analysis, or preliminary for facts, timeline and unknowns alone.")
]

app = typer.Typer(
    name="incident",
    help="Incident reports for teams who deploy to Cloud Run, written from evidence.",
    epilog="Exit codes: 0 done, 1 findings at or above --fail-on or faults of check, 2 bad input, "
    "3 a source failed under --strict.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)

templates_app = typer.Typer(help="Templates of your own, which come before ours.", no_args_is_help=True)
app.add_typer(templates_app, name="templates")


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; an error with a sentence is printed, any other keeps its traceback."""
    try:
        app(args=arguments, prog_name="incident")
    except IncidentError as error:
        sys.stderr.write(f"incident: {error}\n")
        return 2
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to write incident.toml.")] = Path(),
    as_json: Json = False,
) -> None:
    """Write a commented incident.toml, filled from what can be seen in the folder."""
    from incidents.cli import init as command

    raise typer.Exit(command.init(folder, as_json=as_json))


@app.command()
def build(
    since: Annotated[
        str | None, typer.Option(help="Last known good point: a revision, a git revision or an RFC 3339 time.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="End of the window, written like --since; by default the newest evidence.")
    ] = None,
    config: Config = None,
    fail_on: Annotated[str | None, typer.Option(help="Exit with 1 on findings at or above P0, P1 or P2.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 when a source could not be read whole.")
    ] = False,
    file: Annotated[bool, typer.Option("--file", help="File the issues too, as `incident file --yes` does.")] = False,
    max_priority: MaxPriority = None,
    stage: Stage = "analysis",
    as_json: Json = False,
) -> None:
    """Read the sources, analyse them, and write the incident folder."""
    from incidents.cli import build as command

    ending = command.Ending(
        fail_on=fail_on, strict=strict, as_json=as_json, file=file, max_priority=max_priority, stage=stage
    )
    raise typer.Exit(command.build(since, until, config, ending))


@app.command()
def render(name: Name = None, config: Config = None, stage: Stage = "analysis", as_json: Json = False) -> None:
    """Analyse the stored evidence again and rewrite the drafts; reads no source."""
    from incidents.cli import render as command

    raise typer.Exit(command.render(name, config, stage, as_json=as_json))


@app.command()
def file(
    name: Name = None,
    config: Config = None,
    max_priority: MaxPriority = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do what the plan says.")] = False,
    as_json: Json = False,
) -> None:
    """Say what would become of each issue draft, and why; with --yes, file them."""
    from incidents.cli import file as command

    raise typer.Exit(command.file(name, config, max_priority, yes=yes, as_json=as_json))


@app.command()
def show(
    subject: Annotated[
        str | None, typer.Argument(help="A finding, a piece of evidence or a reading; by default all findings.")
    ] = None,
    incident: Annotated[str | None, typer.Option(help="The incident's folder name; by default the newest.")] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show the findings, one finding with its evidence, or one record."""
    from incidents.cli import show as command

    raise typer.Exit(command.show(subject, incident, config, as_json=as_json))


@app.command(name="open")
def open_page(
    name: Name = None,
    config: Config = None,
    only_print: Annotated[bool, typer.Option("--print", help="Print the path and open nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Open the page of an incident in the browser; without a display print its path."""
    from incidents.cli import open_page as command

    raise typer.Exit(command.open_page(name, config, only_print=only_print, as_json=as_json))


@app.command()
def diff(
    other: Annotated[
        str | None, typer.Argument(help="Another incident, by name or path; by default this one's previous build.")
    ] = None,
    incident: Annotated[str | None, typer.Option(help="The incident's folder name; by default the newest.")] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show which findings, causes and statements a rebuild changed."""
    from incidents.cli import diff as command

    raise typer.Exit(command.diff(other, incident, config, as_json=as_json))


@app.command()
def check(name: Name = None, config: Config = None, as_json: Json = False) -> None:
    """Hold every generated word of the documents to the incident and its evidence."""
    from incidents.cli import check as command

    raise typer.Exit(command.check(name, config, as_json=as_json))


@templates_app.command()
def eject(
    name: Annotated[str | None, typer.Argument(help="A template such as impact.md.j2; by default all.")] = None,
    to: Annotated[Path | None, typer.Option(help="Where to; by default the folder that incident.toml names.")] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Write our templates as files to change; what is there is never overwritten."""
    from incidents.cli import templates as command

    raise typer.Exit(command.eject(name, to, config, as_json=as_json))


@app.command()
def doctor(config: Config = None, as_json: Json = False) -> None:
    """Check the configuration and say what each source would read."""
    from incidents.cli import doctor as command

    raise typer.Exit(command.doctor(config, as_json=as_json))


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make the example workspace.")] = Path("demo"),
    as_json: Json = False,
) -> None:
    """Make a small example workspace and build its incident."""
    from incidents.cli import demo as command

    raise typer.Exit(command.demo(folder, as_json=as_json))


@app.command()
def schema() -> None:
    """Print the JSON Schema of incident.json."""
    from incidents.cli import schema as command

    raise typer.Exit(command.schema())
