"""`incident check`: whether every generated word of the documents is carried by the incident and its evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from incidents.amounts import counted
from incidents.cli.chosen import chosen_folder
from incidents.cli.output import print_json, print_line
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.store.folder import IncidentFolder
from reports.checker.by_people import Judged, judged
from reports.checker.carried import Fault
from reports.checker.check import Checker
from reports.checker.issue_drafts import IssueChecker
from reports.checker.page import PageChecker
from reports.documents import DOCUMENTS
from reports.drafts.footnotes import defined
from reports.drafts.rebuild import generated_file
from reports.issues.draft.draft_file import fingerprint_in
from reports.issues.draft.drafting import drafted
from reports.issues.draft.laying import is_issue
from reports.issues.draft.not_filed import NOT_FILED
from reports.page.seal import PAGE, was_edited

_LONGEST = 160


@dataclass(frozen=True)
class _Read:
    """One file; what people wrote in it is only named, and `generated` says whether anything else is in it."""

    file: str
    faults: tuple[Fault, ...]
    by_people: tuple[str, ...]
    generated: bool


def check(name: str | None, config: Path | None, *, as_json: bool) -> int:
    """1 where a word is carried by nothing, 2 where no file has a generated word left: that is no sign of truth."""
    folder = chosen_folder(name, config)
    settings = load(find_config(config or Path()))
    incident, team = folder.read_incident(), settings.template_folder
    evidence = {each.id: each for each in folder.read_evidence().collected.evidence}
    documents = tuple(_documents(folder, Checker(incident, evidence, team)))
    issues = tuple(_issues(folder, IssueChecker(incident, evidence, settings.issues.most, team)))
    drafts = drafted(incident, evidence, most=settings.issues.most, templates=team).drafts
    page = tuple(_page(folder, PageChecker(incident, evidence, drafts, team)))
    read = (*documents, *issues, *page)
    faults = [fault for each in read for fault in each.faults]
    missing = [each for each in (*(one.file for one in DOCUMENTS), PAGE) if each not in {one.file for one in read}]
    if as_json:
        told = {"documents": [each.file for each in documents], "issues": [each.file for each in issues]}
        by_people = {each.file: each.by_people for each in read if each.by_people}
        shown = {"page": bool(page), "faults": [asdict(each) for each in faults], "by_people": by_people}
        print_json({**told, **shown, "missing": missing})
    else:
        files = [counted(len(documents), "documents")]
        files += [f"{counted(len(issues), 'files')} on issues"] if issues else []
        files += ["the page"] if page else []
        _print(folder.name, _listed(files), read, missing)
    if not any(each.generated for each in read):
        return 2
    return 1 if faults else 0


def _documents(folder: IncidentFolder, checker: Checker) -> Iterator[_Read]:
    for document in DOCUMENTS:
        text = folder.read_text(document.file)
        if text is not None:
            part = judged(text, _generated(folder, document.file))
            yield _read(document.file, part, checker.faults(document.file, part.text, defined(text)))


def _issues(folder: IncidentFolder, checker: IssueChecker) -> Iterator[_Read]:
    """A draft may have been renamed: its fingerprint tells what was generated in its place."""
    names = folder.names()
    bases = [_generated(folder, name) for name in map(_without_base, names) if name and is_issue(name)]
    generated = {print_: text for text in bases if (print_ := fingerprint_in(text))}
    for name in filter(is_issue, names):
        text = folder.read_text(name) or ""
        print_ = fingerprint_in(text)
        if print_ and print_ in generated and checker.knows(print_):
            part = judged(text, generated[print_])
            yield _read(name, part, checker.faults(name, part.text, print_, defined(text)))
        else:
            yield _read(name, judged(text, ""), ())
    listed = folder.read_text(NOT_FILED)
    if listed is not None:
        part = judged(listed, _generated(folder, NOT_FILED))
        yield _read(NOT_FILED, part, checker.faults_of_list(NOT_FILED, part.text))


def _page(folder: IncidentFolder, checker: PageChecker) -> Iterator[_Read]:
    """The page is no draft: one that was edited is replaced by the next build, and is not judged until then."""
    text = folder.read_text(PAGE)
    if text is not None:
        edited = was_edited(text)
        faults = () if edited else tuple(checker.faults(PAGE, text))
        yield _Read(PAGE, faults, ("the page",) if edited else (), generated=not edited)


def _read(file: str, part: Judged, faults: Iterable[Fault]) -> _Read:
    return _Read(file, tuple(faults), part.by_people, generated=bool(part.text.strip()))


def _generated(folder: IncidentFolder, file: str) -> str:
    """What was generated last: where that is not known, all of the draft counts as of people."""
    return folder.read_text(generated_file(file)) or ""


def _without_base(name: str) -> str:
    """The draft whose generated text this file is; empty where it is another file."""
    return name.removeprefix(generated_file("")) if name.startswith(generated_file("")) else ""


def _print(name: str, files: str, read: tuple[_Read, ...], missing: Sequence[str]) -> None:
    faults = [fault for each in read for fault in each.faults]
    for fault in faults:
        print_line(f"{fault.file}:{fault.line}: {fault.word}: expected {fault.expected}")
        print_line(f"    {_cut(fault.sentence)}")
    for each in read:
        if each.by_people:
            print_line(f"{each.file}: by people, not judged: {', '.join(each.by_people)}")
        elif not each.generated:
            print_line(f"{each.file}: empty, nothing to judge")
    for file in missing:
        print_line(f"{file}: not there, not judged")
    print_line(f"{name}: {files} read; {_outcome(faults, read)}")


def _outcome(faults: Sequence[Fault], read: Iterable[_Read]) -> str:
    if not any(each.generated for each in read):
        return "nothing was judged, because no generated word is left or known"
    if not faults:
        return "every generated word is carried"
    verb = "is" if len(faults) == 1 else "are"
    again = "if an older version of this program wrote them, `incident render` writes them anew"
    return f"{counted(len(faults), 'words')} {verb} carried by nothing; {again}"


def _listed(files: Sequence[str]) -> str:
    *others, last = files
    return f"{', '.join(others)} and {last}" if others else last


def _cut(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
