"""`incident check`: whether every generated word of the documents is carried by the incident and its evidence."""

from dataclasses import asdict
from pathlib import Path

from incidents.cli.chosen import chosen_folder
from incidents.cli.output import print_json, print_line
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.store.folder import IncidentFolder
from reports.checker.by_people import judged
from reports.checker.check import Checker, Fault
from reports.documents import DOCUMENTS
from reports.drafts.footnotes import defined
from reports.drafts.rebuild import generated_file

_LONGEST = 160


def check(name: str | None, config: Path | None, *, as_json: bool) -> int:
    """1 where a word is carried by nothing; what people wrote is only named."""
    folder = chosen_folder(name, config)
    team = load(find_config(config or Path())).template_folder
    evidence = {each.id: each for each in folder.read_evidence().collected.evidence}
    checker = Checker(folder.read_incident(), evidence, team)
    read, faults, by_people = [], list[Fault](), dict[str, tuple[str, ...]]()
    for document in DOCUMENTS:
        text, generated = _texts(folder, document.file)
        if text is None:
            continue
        part = judged(text, generated)
        read.append(document.file)
        faults += checker.faults(document.file, part.text, defined(text))
        if part.by_people:
            by_people[document.file] = part.by_people
    if as_json:
        print_json({"documents": read, "faults": [asdict(each) for each in faults], "by_people": by_people})
    else:
        _print(folder.name, read, faults, by_people)
    return 1 if faults else 0


def _texts(folder: IncidentFolder, file: str) -> tuple[str | None, str]:
    """The draft, and what was generated last: where that is not known, all of the draft counts as of people."""
    return folder.read_text(file), folder.read_text(generated_file(file)) or ""


def _print(name: str, read: list[str], faults: list[Fault], by_people: dict[str, tuple[str, ...]]) -> None:
    for fault in faults:
        print_line(f"{fault.file}:{fault.line}: {fault.word}: expected {fault.expected}")
        print_line(f"    {_cut(fault.sentence)}")
    for file, places in by_people.items():
        print_line(f"{file}: by people, not judged: {', '.join(places)}")
    found = "every generated word is carried" if not faults else f"{len(faults)} words are carried by nothing"
    print_line(f"{name}: {len(read)} documents read; {found if len(faults) != 1 else '1 word is carried by nothing'}")


def _cut(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
