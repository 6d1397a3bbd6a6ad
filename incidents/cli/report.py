"""What a build or a render prints at its end: one screen, or one JSON object."""

import sys

from incidents.build.outcome import Outcome
from incidents.cli.output import print_json, print_note


def report(outcome: Outcome, *, as_json: bool, filing: dict[str, object] | None = None) -> None:
    """State, window, what fails, leading cause, decision and files; remarks go to stderr.

    `filing` is what came of filing its issues, for JSON.
    """
    from reports.terminal_summary import summary  # noqa: PLC0415  only text needs it

    for note in outcome.notes:
        print_note(note)
    if as_json:
        listed = ("name", "verdict", "verdict_reason", "findings", "rollback", "questions")
        found = outcome.incident.model_dump(mode="json", include=set(listed))
        filed = {} if filing is None else {"filing": filing}
        print_json({"folder": str(outcome.folder), "files": list(outcome.files), **found, **filed})
        return
    sys.stdout.write(summary(outcome.incident, str(outcome.folder), outcome.files) + "\n")
