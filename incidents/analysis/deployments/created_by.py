"""Who created a revision, where that is another account than created the other ones."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import PlatformEvent, Revision

_LEAST = 2
PERSON = "a person's account"
_SERVICE_ACCOUNT = re.compile(r"[@.]gserviceaccount\.com$")
_ADDRESS = re.compile(r"^\[redacted:email:[^\s\[\]]+\]$")


@dataclass(frozen=True)
class Author:
    """The account that created a revision and its kind; `source` is the record that says so, in words."""

    account: str
    kind: str | None
    source: str


def author_of(facts: Facts, revision: str) -> Author | None:
    """By the audit log where it was read, else by the description; None where neither names an account."""
    for event in facts.of(PlatformEvent):
        if event.event == "deployment" and event.revision == revision and event.account:
            return Author(event.account, kind_of(event.account), f"the audit log ({event.method})")
    known = facts.revisions.get(revision)
    if known is None or known.creator is None:
        return None
    return Author(known.creator, kind_of(known.creator), "the revision's description")


def kind_of(account: str) -> str | None:
    """A service account, or a person, of whose address a sign is kept; None where neither can be told."""
    if _SERVICE_ACCOUNT.search(account):
        return "a service account"
    return PERSON if _ADDRESS.search(account) else None


def created_by_another(facts: Facts, revision: str) -> tuple[str, str, list[Revision]] | None:
    """Its account, that of the others, and those; None where they are of several, or fewer than two are known."""
    known = facts.revisions.get(revision)
    others = [each for each in facts.revisions.values() if each.creator and each.name != revision]
    counted = Counter(each.creator for each in others)
    if known is None or known.creator is None or len(counted) != 1 or len(others) < _LEAST:
        return None
    usual = next(iter(counted)) or ""
    return (known.creator, usual, others) if usual != known.creator else None


def creators(facts: Facts) -> Iterator[Claim]:
    """A sentence for each new revision that another account created than all other ones."""
    for serving in facts.window.candidate.revisions:
        found = created_by_another(facts, serving.revision)
        if found is None:
            continue
        creator, usual, others = found
        the = "the " if len(others) == len(facts.revisions) - 1 else ""  # of some it may not be known
        yield Claim(
            id=f"claim-creator-{serving.revision}",
            kind="observed",
            template="{revision} was created by {creator}, "
            f"and {the}{{others}} other revisions that were read by {{usual}}.",
            values=(
                Value(name="revision", form="name", value=serving.revision),
                Value(name="creator", form="name", value=creator),
                Value(name="others", form="number", value=len(others)),
                Value(name="usual", form="name", value=usual),
            ),
            cites=(serving.evidence, *sorted(each.id for each in others)),
        )
