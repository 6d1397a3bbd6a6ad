"""Text of test reports without terminal codes, and long text cut where its reader is told."""

import re

# CSI sequences (colours, cursor) and OSC sequences (links, titles), with bounds that keep hostile text linear.
_TERMINAL = re.compile(
    r"\x1b(?:\[[0-9;:?]{0,50}[ -/]{0,10}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78cM])"
)
# pytest writes the characters that XML forbids as #x1B; only where they begin or end a sequence are they undone.
_WRITTEN_ESCAPE = re.compile(r"#x1[bB](?=[\[\]()\\])")
_WRITTEN_BELL = re.compile(r"#x07")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain(text: str) -> str:
    """Drop terminal sequences and the control characters that are left; line ends become a newline."""
    if "#x1" in text:
        text = _WRITTEN_BELL.sub("\x07", _WRITTEN_ESCAPE.sub("\x1b", text))
    if "\x1b" in text:
        text = _TERMINAL.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """The text on a single line, for names and messages."""
    return " ".join(plain(text).split("\n")).strip()


def collapsed(text: str) -> str:
    """Lines that follow one another and are alike, once and with their number."""
    found: list[tuple[str, int]] = []
    for line in text.split("\n"):
        if found and found[-1][0] == line:
            found[-1] = (line, found[-1][1] + 1)
        else:
            found.append((line, 1))
    return "\n".join(
        line if count == 1 or not line else f"{line}\n[... the same line {count - 1} more times ...]"
        for line, count in found
    )


def cut(text: str, limit: int, head_share: float = 0.5) -> str:
    """At most about `limit` characters: the head and the tail, and between them how much was left out."""
    if len(text) <= limit:
        return text
    head = int(limit * head_share)
    tail = limit - head
    left_out = len(text) - head - tail
    return f"{text[:head]}\n[... {left_out} characters left out ...]\n{text[len(text) - tail :]}".rstrip()
