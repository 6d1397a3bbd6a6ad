"""Sessions of pytest within one console text, and the parts of each: header, progress, sections, last line."""

import re
from dataclasses import dataclass, field

from collectors.test_runs.console.lines import BANG, HEADER, REPORT_FILE, RULED, Line, final_counts, section_title

DETAILED = ("ERRORS", "FAILURES", "XFAILURES", "PASSES", "XPASSES")
_STOPPED = re.compile(r"Interrupted|KeyboardInterrupt|stopping after|Exit\b|no more tests", re.IGNORECASE)
ECHOED = re.compile(r"^(?:\$|\+{1,4}|%|>|(?:##\[(?:group|command)\])?Run|\[command\]) ?(?P<command>\S.*)$")
_NAMES_PYTEST = re.compile(r"\bpy\.?test\b")
_LINES_BEFORE = 200


@dataclass
class Session:
    """One session. `final` is None where its last line is missing; `before` are the lines in front of it."""

    before: list[Line] = field(default_factory=list)
    start: str | None = None
    headed: bool = False
    progress: list[Line] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    bangs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    internal_errors: list[str] = field(default_factory=list)
    report_file: str | None = None
    final: dict[str, int] | None = None
    final_line: str = ""

    def section(self, *titles: str) -> list[str]:
        """The lines of all sections whose title begins with one of these."""
        return [line for title, lines in self.sections if title.startswith(titles) for line in lines]

    @property
    def command(self) -> str | None:
        """The command as the shell or the job's runner echoed it; the nearest line before that names pytest."""
        echoed = [match["command"] for line in self.before if (match := ECHOED.match(line.text))]
        return next((command for command in reversed(echoed) if _NAMES_PYTEST.search(command)), None)


def sessions(lines: list[Line]) -> list[Session]:
    """Divide a console text. Without a header (`-q`) the whole text is one session, if it has pytest's last line."""
    starts = _starts(lines)
    if not starts:
        quiet = _session(lines, [])
        return [quiet] if quiet.final is not None else []
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        before = lines[max(0, start - _LINES_BEFORE, starts[number - 1] if number else 0) : start]
        found.append(_session(lines[start:end], before))
    return found


def _starts(lines: list[Line]) -> list[int]:
    """Where sessions begin; a header that a failing test of a session printed begins none."""
    found: list[int] = []
    in_details = False
    for number, line in enumerate(lines):
        if HEADER.match(line.text) and not in_details:
            found.append(number)
        elif section_title(line.text) in DETAILED:
            in_details = True
        elif in_details and final_counts(line.text) is not None:
            in_details = False
    return found


def _session(lines: list[Line], before: list[Line]) -> Session:
    session = Session(before=before or lines[:_LINES_BEFORE])
    if lines and HEADER.match(lines[0].text):
        session.headed, session.start = True, lines[0].at
    title, running = "", True
    for line in lines:
        opened = section_title(line.text)
        if opened is not None:
            title, running = opened, False
            session.sections.append((title, []))
        elif line.text.startswith("INTERNALERROR>"):
            session.internal_errors.append(line.text.removeprefix("INTERNALERROR>").strip())
        elif _marked(session, line.text, title) or (running and _ends_progress(line.text)):
            running = False
        elif running:
            session.progress.append(line)
        elif session.sections:
            session.sections[-1][1].append(line.text)
    return session


def _ends_progress(text: str) -> bool:
    return RULED.match(text) is not None and "live log" not in text


def _marked(session: Session, text: str, title: str) -> bool:
    """Take note of a line that tells how the session went; the last line is the last that looks like one."""
    counts, bang, written = final_counts(text), BANG.match(text), REPORT_FILE.match(text)
    if counts is not None:
        session.final, session.final_line = counts, text.strip("= ")
    elif bang and (title not in DETAILED or _STOPPED.search(bang["what"])):
        session.bangs.append(bang["what"])
    elif written:
        # A run that writes several reports names each; JUnit is the one that is kept most often.
        xml = written["path"].endswith(".xml")
        session.report_file = written["path"] if xml or session.report_file is None else session.report_file
    elif text.startswith("ERROR: ") and title not in DETAILED:
        session.errors.append(text.removeprefix("ERROR: "))
        return False
    else:
        return False
    return True
