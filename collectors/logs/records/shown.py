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
    """Redacted first and cut then, since a secret that is cut in two is no longer recognised."""
    clean = redact(text)
    return clean if len(clean) <= longest else clean[:longest] + CUT


def exemplar(entry: Entry, text: str, redact: Redact) -> Exemplar:
    return Exemplar(
        revision=redact(entry.revision),
        insert_id=redact(entry.insert_id),
        at=Instant(entry.at),
        text=excerpt(text, redact),
        trace=redact(entry.trace) if entry.trace else None,
        instance=redact(entry.instance) if entry.instance else None,
    )
