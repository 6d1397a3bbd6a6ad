"""The commits that were weighed for failures without a known cause, and why none of them is named for it."""

from collections import Counter
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.model.cause import Chain
from incidents.model.claim import Claim, Value
from incidents.model.evidence import Commit, FileChange, ImportEdge
from incidents.model.finding import Finding

_MOST = 12
_DEPLOYED = ("production", "dependencies", "config", "build")
_OF_TESTS = ("test", "test-support")


def weighed_changes(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Iterator[Claim]:
    """A sentence for each commit that is new in a service with such a failure, the oldest first."""
    looked = {chain.finding for chain in chains if not chain.explained}
    services = {each.service for each in findings if each.id in looked and each.state in ("new", "worse")}
    new = [each for each in facts.of(Commit) if services.intersection(each.new_in)]
    for commit in sorted(new, key=lambda each: (each.at.nanoseconds if each.at else 0, each.id))[:_MOST]:
        changes = [each for each in facts.changes if each.commit == commit.sha]
        if changes:
            yield _claim(facts, commit, changes)


def _claim(facts: Facts, commit: Commit, changes: list[FileChange]) -> Claim:
    classes = Counter[str](each.path_class for each in changes)
    values = (
        Value(name="commit", form="name", value=commit.sha[:12]),
        Value(name="subject", form="text", value=commit.subject),
        Value(name="files", form="text", value=_files(classes)),
    )
    if set(classes).isdisjoint(_DEPLOYED):
        template = "{commit} ({subject}) changes nothing that is deployed, but only {files}"
        if set(classes).intersection(_OF_TESTS) and _imports_were_read(facts):
            template += ", and no deployed code that was read imports test code"
    else:
        template = "{commit} ({subject}) changes {files} and is not tied to any failure without a cause"
    return Claim(
        id=f"claim-weighed-{commit.id}",
        kind="derived",
        template=f"{template}.",
        values=values,
        cites=(commit.id, *(each.id for each in changes)),
    )


def _files(classes: Counter[str]) -> str:
    return ", ".join(f"{n} {name} {'file' if n == 1 else 'files'}" for name, n in sorted(classes.items()))


def _imports_were_read(facts: Facts) -> bool:
    """Where the history was read whole and holds no such import."""
    read = [each for each in facts.sealed.collected.readings if each.source == "git"]
    return bool(read) and all(each.status == "complete" for each in read) and not facts.of(ImportEdge)
