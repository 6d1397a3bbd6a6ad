"""How many different users, instances and traces the entries of a finding name."""

from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

_ONE = {"users": "user", "instances": "instance", "traces": "trace"}


def named_by_entries(facts: Facts, findings: list[Finding]) -> Iterator[Claim]:
    """One sentence for each new error whose entries name any; an older one's counts are of both sides together."""
    for finding in findings:
        patterns = [each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)]
        if finding.kind not in ("log", "warning") or finding.state != "new" or len(patterns) != 1:
            continue
        counts = {each.of: each.count for each in patterns[0].different}
        known = [(of, counts[of]) for of in _ONE if of in counts]
        if known:
            said = " and ".join(
                f"{{{of}}} different {of}" if count > 1 else f"{{{of}}} {_ONE[of]}" for of, count in known
            )
            tests = "; test users are among them" if "users" in counts else ""
            yield Claim(
                id=f"claim-named-{finding.id}",
                kind="observed",
                template=f"{{title}}: its entries name {said}{tests}. Entries that name none are not counted.",
                values=(
                    Value(name="title", form="text", value=finding.title),
                    *(Value(name=of, form="number", value=count) for of, count in known),
                ),
                cites=(patterns[0].id,),
            )
