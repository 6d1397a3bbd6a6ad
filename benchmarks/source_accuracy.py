"""Tells for every case how many of its distinct messages the source at its deployed commits explains."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.case_folder import Case, CaseError, read_cases
from collectors.cloud_run.built_from import built_from
from collectors.collector import Ask, Source
from collectors.git_history.opening.repository import opened
from collectors.logs.entries.entry import Entry
from collectors.logs.file_reader import FileReader
from collectors.logs.messages.message import Message, read_message
from collectors.logs.messages.torn_traces import join_traces
from collectors.logs.source_templates.deployed_source import DeployedSource, read_deployed_source
from collectors.logs.source_templates.of_message import place_of, printed_by, raised_by
from collectors.logs.source_templates.place import named_by
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.templates import SourceTemplates
from incidents.model.scope import Scope, ServiceScope

_OPENING = 12
"""So many characters of a statement's beginning make a message look like one of ours."""


@dataclass
class Score:
    """`ours` have a logger that is named like a file of the repository; `wrong` were given to another file."""

    distinct: int = 0
    explained: int = 0
    ours: int = 0
    ours_explained: int = 0
    wrong: int = 0
    stacks: int = 0
    stacks_explained: int = 0
    unexplained: dict[str, int] = field(default_factory=dict)
    suspicious: dict[str, int] = field(default_factory=dict)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a row for each case, then what was not explained."""
    arguments = _arguments(argv)
    try:
        cases = read_cases(arguments.cases)
    except CaseError as error:
        print(error, file=sys.stderr)
        return 2
    heads = ["distinct", "explained", "ours", "explained", "wrong", "stacks", "explained", "suspicious"]
    print(f"{'case':38} files stmts  seconds " + " ".join(f"{head:>9}" for head in heads))
    scores = []
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="source-accuracy-") as folder:
            scores.append(_case(case, Path(folder)))
    for title, chosen in (("begin like a statement", "suspicious"), ("all others", "unexplained")):
        if arguments.unexplained or chosen == "suspicious":
            print(f"\nnot explained, {title}:")
            _print_texts(scores, chosen)
    return 0


def _case(case: Case, folder: Path) -> Score:
    repository = folder / "repo.git"
    command = ["git", "clone", "--quiet", "--bare", str(case.folder / "repo.bundle"), str(repository)]
    subprocess.run(command, check=True, capture_output=True)
    revisions = _revisions(case, repository)
    began = time.process_time()
    sources = read_deployed_source(repository, "repo", list(dict.fromkeys(reversed(revisions.values()))))
    templates = SourceTemplates({commit: each.statements for commit, each in sources.items()}, revisions)
    seconds = time.process_time() - began
    score = _score(_messages(case), templates, sources)
    files = max((each.files for each in sources.values()), default=0)
    statements = max((len(each.statements) for each in sources.values()), default=0)
    row = [score.distinct, score.explained, score.ours, score.ours_explained, score.wrong]
    row += [score.stacks, score.stacks_explained, len(score.suspicious)]
    print(f"{case.id:38} {files:5} {statements:5} {seconds:8.2f} " + " ".join(f"{each:9}" for each in row))
    return score


def _revisions(case: Case, repository: Path) -> dict[str, str]:
    """The whole commit of each revision that tells one, newest first as in the file."""
    named: dict[str, str] = {}
    for each in json.loads((case.folder / "revisions.json").read_text(encoding="utf-8")):
        metadata = each["metadata"]
        image = each.get("spec", {}).get("containers", [{}])[0].get("image")
        commit = built_from(metadata.get("labels", {}), metadata.get("annotations", {}), image).commit
        if commit:
            named[metadata["name"]] = commit
    with opened(repository, "repo") as found:
        whole = found.expand(named.values())
    return {name: whole[commit] for name, commit in named.items() if commit in whole}


def _messages(case: Case) -> list[tuple[Entry, Message]]:
    services = tuple(ServiceScope(name=each["name"]) for each in case.facts["services"])
    scope = Scope(project=case.facts["project"], region=case.facts["region"], environment="staging", services=services)
    ask = Ask(scope, case.folder, Source(globs=("logs/*.json",)))
    reader, entries = FileReader(ask), list[Entry]()
    for path in sorted((case.folder / "logs").glob("*.json")):
        reader.read(path, path.name, entries.append)
    own = (each for each in entries if each.log in {"stdout", "stderr"})
    # Lines of a torn trace are no messages of their own.
    return [(each, read_message(each)) for each in join_traces(own)]


def _score(taken: list[tuple[Entry, Message]], templates: SourceTemplates, sources: dict[str, DeployedSource]) -> Score:
    statements = [each for source in sources.values() for each in source.statements]
    loggers = {each.logger for each in statements if each.logger}
    openings = {opening for each in statements if (opening := _opening(each))}
    score = Score()
    distinct = {(entry.revision, message.logger, message.said): (entry, message) for entry, message in taken}
    for _, (entry, message) in sorted(distinct.items(), key=lambda each: str(each[0])):
        score.distinct += 1
        found = printed_by(templates, entry, message)
        score.explained += found is not None
        if message.stack is not None:
            score.stacks += 1
            score.stacks_explained += raised_by(templates, entry, message) is not None
        logger = place_of(entry, message).logger
        if logger is not None and any(_is(logger, each) for each in loggers):
            score.ours += 1
            score.ours_explained += found is not None
            score.wrong += found is not None and named_by(logger, found) is False
        if found is None:
            line = f"{logger}: {message.said}".partition("\n")[0][:150]
            begins = any(opening in message.text for opening in openings)
            texts = score.suspicious if begins else score.unexplained
            texts[line] = texts.get(line, 0) + 1
    return score


def _is(logger: str, own: str) -> bool:
    return own == logger or own.endswith(f".{logger}")


def _opening(statement: LogStatement) -> str | None:
    first = statement.parts[0] if statement.parts else None
    if not isinstance(first, str) or len(first.strip()) < _OPENING:
        return None
    return first.strip()[:_OPENING]


def _print_texts(scores: list[Score], chosen: str) -> None:
    total: dict[str, int] = {}
    for score in scores:
        for line, count in getattr(score, chosen).items():
            total[line] = total.get(line, 0) + count
    for line, count in sorted(total.items(), key=lambda each: (-each[1], each[0])):
        print(f"{count:6} {line}")
    print(f"{len(total):6} texts in all")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "cases", type=Path, help="a folder of case folders, each with repo.bundle, revisions.json, logs"
    )
    parser.add_argument("--unexplained", action="store_true", help="print also what does not begin like a statement")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
