"""How one log entry is shown in evidence: where it is, and its redacted words."""

from collections.abc import Callable

from collectors.logs.entries.entry import Entry
from incidents.model.evidence import Exemplar
from incidents.model.instant import Instant

SOURCE = "logs"
LONGEST = 2000
CUT = "…[cut]"
Redact = Callable[[str], str]


def locator(entry: Entry, redact: Redact) -> str:
    """The file and the entry in it, by its time where it has no id; whoever writes an entry chooses its id."""
    return f"{redact(entry.file)}#{redact(entry.insert_id) or Instant(entry.at)}"


def excerpt(text: str, redact: Redact, longest: int = LONGEST) -> str:
    """Redacted first and cut then, since a secret that is cut in two is no longer recognised.

    Of several lines the middle ones go: a stack tells at its end what failed.
    """
    clean = redact(text)
    if len(clean) <= longest:
        return clean
    head, _, _ = clean[: longest * 3 // 5].rpartition("\n")
    _, _, tail = clean[-(longest * 2 // 5) :].partition("\n")
    return f"{head}\n{CUT}\n{tail}" if head and tail else clean[:longest] + CUT


def exemplar(entry: Entry, text: str, redact: Redact) -> Exemplar:
    return Exemplar(
        revision=redact(entry.revision),
        insert_id=redact(entry.insert_id),
        at=Instant(entry.at),
        text=excerpt(text, redact),
        trace=redact(entry.trace) if entry.trace else None,
        instance=redact(entry.instance) if entry.instance else None,
    )
