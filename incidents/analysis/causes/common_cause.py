"""Whether failures share a cause: only a change that the links of two chains name is one; and what hides which."""

from collections.abc import Iterator, Sequence

from incidents.analysis.causes.behind import Behind
from incidents.analysis.facts import Facts
from incidents.analysis.ties.hidden_failures import Hidden, brought_by, hidden_failures
from incidents.analysis.ties.seen_by_callers import SeenByCaller, seen_by_callers
from incidents.analysis.titles import quoted
from incidents.model.cause import Answer, Cause, Chain, ChangeRef
from incidents.model.claim import Claim, Value
from incidents.model.finding import Finding
from incidents.model.incident import Block
from incidents.model.record import digest


def common_cause(
    facts: Facts, findings: list[Finding], chains: list[Chain], waiting: Sequence[Block] = ()
) -> Iterator[Claim]:
    """A sentence for each failure that passes hide or a caller logs, each that waits, and each shared change.

    One that there is no link where there is none, and nothing of changes and waits where fewer than two things fail.
    """
    failing = {each.id: each for each in findings if each.state != "resolved"}
    yield from (_logged(each) for each in seen_by_callers(facts, failing.values()))
    if len(failing) < 2:
        return
    named = _named(chains)
    hides = hidden_failures(facts, failing.values())
    yield from (_hidden(facts, each) for each in hides)
    linked = _through_links(failing, Behind(findings, chains), named)
    shared = [(name, causes) for name, causes in sorted(named.items()) if name and len(causes) > 1]
    yield from (_shared(name, causes, len(failing)) for name, causes in shared)
    hidden = {(hid.passes.id, hid.failure.id) for hid in hides}
    waits = [each for each in waiting if {each.blocked, each.blocker} <= set(failing)]
    yield from (_waits(failing, each) for each in waits if (each.blocked, each.blocker) not in hidden)
    told = hidden | {(each.blocked, each.blocker) for each in waits}
    if not shared and not {each for pair in told for each in pair} >= set(failing):
        yield _separate(failing, linked, besides=bool(told))


def _named(chains: list[Chain]) -> dict[str, dict[str, Cause]]:
    """For each change the findings that it is a cause of, each with that cause."""
    named: dict[str, dict[str, Cause]] = {}
    for chain in chains:
        for why in chain.whys:
            if isinstance(why, Answer) and _led_to_it(why.cause) and why.cause.change is not None:
                named.setdefault(_name(why.cause.change), {}).setdefault(chain.finding, why.cause)
    return named


def _through_links(failing: dict[str, Finding], behind: Behind, named: dict[str, dict[str, Cause]]) -> list[Finding]:
    """The findings that come down to that of a called service; what led to that one led to them."""
    linked = [each for each in failing.values() if behind.source(each) is not each]
    for each in linked:
        source = behind.source(each).id
        for causes in named.values():
            if source in causes:
                causes.setdefault(each.id, causes[source])
    return linked


def _hidden(facts: Facts, hid: Hidden) -> Claim:
    """That the results without evidence hide the failure, and which commit brought what stands in for the service."""
    values = [
        Value(name="test", form="name", value=hid.case.test),
        Value(name="run", form="name", value=hid.run.name),
        Value(name="line", form="text", value=quoted(hid.line)),
        Value(name="failure", form="text", value=hid.failure.title),
    ]
    template = (
        "{test} passed in run {run} although it met a failure, of which its output tells: {line}. It hides this: "
    )
    template += "{failure}."
    brought = brought_by(facts, hid)
    if brought is not None:
        template += (
            " {stand_in}, which went on in place of the service, came with commit {commit} ({subject}) in {path}."
        )
        values.append(Value(name="stand_in", form="name", value=brought.name))
        values.append(Value(name="commit", form="name", value=brought.commit.sha[:12]))
        values.append(Value(name="subject", form="text", value=brought.commit.subject))
        values.append(Value(name="path", form="name", value=brought.change.path))
    cites = {hid.case.id, hid.failure.primary[0], *((brought.change.id,) if brought else ())}
    return Claim(
        id=f"claim-common-{digest(hid.passes.id, hid.failure.id)}",
        kind="derived",
        template=template,
        values=tuple(values),
        cites=tuple(sorted(cites)),
    )


def _logged(seen: SeenByCaller) -> Claim:
    """That the messages of a caller are those of the failure, with what shows it."""
    return Claim(
        id=f"claim-common-{digest(seen.failure.id, seen.pattern.id)}",
        kind="derived",
        template="{entries} of {total} entries {words} of {caller} were logged in minutes in which this failed, and "
        "none before it did; they share {by} with it: {failure}. They are how its caller meets it, and no fault of "
        "their own.",
        values=(
            Value(name="entries", form="number", value=seen.entries),
            Value(name="total", form="number", value=seen.total),
            Value(name="words", form="text", value=quoted(seen.pattern.template)),
            Value(name="caller", form="name", value=seen.pattern.service),
            Value(name="by", form="text", value=seen.by),
            Value(name="failure", form="text", value=seen.failure.title),
        ),
        cites=tuple(sorted({seen.pattern.id, *seen.failure.primary})),
    )


def _waits(failing: dict[str, Finding], block: Block) -> Claim:
    return Claim(
        id=f"claim-common-{digest(block.blocked, block.blocker, 'waits')}",
        kind="derived",
        template="This waits for another finding: {blocked}. It cannot be verified while that one holds: {blocker}; "
        "{path}.",
        values=(
            Value(name="blocked", form="text", value=failing[block.blocked].title),
            Value(name="blocker", form="text", value=failing[block.blocker].title),
            Value(name="path", form="text", value=block.path),
        ),
        cites=block.cites,
    )


def _separate(failing: dict[str, Finding], linked: list[Finding], *, besides: bool) -> Claim:
    cites = tuple(dict.fromkeys(each.primary[0] for each in failing.values()))
    template = (
        "The {total} findings stay separate: no cause that was found leads to two of them, "
        "so that a link between them is not established."
    )
    values = [Value(name="total", form="number", value=len(failing))]
    if besides:
        template = "No cause that was found leads to two of the {total} findings."
    if linked:
        come = "comes" if len(linked) == 1 else "come"
        template = f"Of the {{total}} findings {{linked}} {come} down to that of a service that is called; "
        template += "no change that was found leads to two of them."
        values.append(Value(name="linked", form="number", value=len(linked)))
    return Claim(id="claim-common-none", kind="derived", template=template, values=tuple(values), cites=cites)


def _led_to_it(cause: Cause) -> bool:
    return cause.confidence != "refuted" and cause.branch == "cause"


def _name(change: ChangeRef) -> str:
    if change.commit:
        return f"commit {change.commit[:12]}"
    return f"{change.setting} on {change.revision}" if change.setting and change.revision else ""


def _shared(name: str, causes: dict[str, Cause], total: int) -> Claim:
    order = ("confirmed", "probable", "possible")
    weakest = max((each.confidence for each in causes.values()), key=order.index)
    cites = {key for each in causes.values() for key in each.evidence_for}
    return Claim(
        id=f"claim-common-{digest(name)}",
        kind="hypothesis",
        template="{change} is named as a cause of {shared} of {total} findings; for all of them together it is "
        "{confidence} at most.",
        values=(
            Value(name="change", form="name", value=name),
            Value(name="shared", form="number", value=len(causes)),
            Value(name="total", form="number", value=total),
            Value(name="confidence", form="text", value=weakest),
        ),
        cites=tuple(sorted(cites)),
    )
