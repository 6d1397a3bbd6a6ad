"""What a test printed and logged, without the empty sections and repetitions of pytest's reports."""

import re

from collectors.test_runs.as_reported.plain_text import plain

# " Captured Log " of JUnit reports, "Captured log call" and "live log call" of the console, and the other titles here.
SECTION = re.compile(
    r"^-{2,} ?(Captured (?:Log|Out|Err|stdout|stderr|log)(?: \w+)?|live log \w+|output|system-out|system-err) ?-{2,}$",
    re.MULTILINE,
)


def joined(blocks: list[tuple[str, str]]) -> str:
    """Blocks of (title, text) as one text; a block with pytest's own section lines is taken apart first.

    Each section is headed by its title, empty ones are dropped, and what is said twice under one title is said once.
    """
    sections: list[tuple[str, str]] = []
    for title, text in blocks:
        for section in _sections(title, plain(text)):
            if section[1] and section not in sections:
                sections.append(section)
    return "\n".join(f"--- {title} ---\n{text}" if title else text for title, text in sections)


def _sections(title: str, text: str) -> list[tuple[str, str]]:
    found = list(SECTION.finditer(text))
    if not found:
        return [(title, text.strip("\n").rstrip())]
    sections = [(title, text[: found[0].start()].strip())]
    ends = [each.start() for each in found[1:]] + [len(text)]
    for head, end in zip(found, ends, strict=True):
        sections.append((head[1], text[head.end() : end].strip("\n").rstrip()))
    return sections
