"""How one log entry is shown in evidence: where it is, and its redacted words."""

from collections.abc import Callable

from collectors.logs.grouping.tally import Sighting
from incidents.model.evidence import Exemplar
from incidents.model.instant import Instant

SOURCE = "logs"
LONGEST = 2000
CUT = "…[cut]"
Redact = Callable[[str], str]


def locator(seen: Sighting) -> str:
    """The file and the entry in it, by its time where it has no id."""
    return f"{seen.file}#{seen.insert_id or Instant(seen.at)}"


def excerpt(text: str, redact: Redact, longest: int = LONGEST) -> str:
    """Redacted first and cut then, since a secret that is cut in two is no longer recognised."""
    clean = redact(text)
    return clean if len(clean) <= longest else clean[:longest] + CUT


def exemplar(seen: Sighting, redact: Redact) -> Exemplar:
    return Exemplar(
        revision=seen.revision,
        insert_id=seen.insert_id,
        at=Instant(seen.at),
        text=excerpt(seen.text, redact),
        trace=seen.trace or None,
        instance=seen.instance or None,
    )
