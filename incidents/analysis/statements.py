"""The sentences of fact that documents print, each bound to its records."""

from incidents.amounts import noun
from incidents.analysis.deployments.drift import drift
from incidents.analysis.facts import Facts
from incidents.analysis.rules import stale_deployment
from incidents.model.cause import Answer, Chain
from incidents.model.claim import Claim, Value
from incidents.model.evidence import Revision
from incidents.model.finding import Finding
from incidents.model.incident import Doubt
from incidents.model.record import digest
from incidents.model.window import Serving


def statements(facts: Facts, findings: list[Finding], chains: list[Chain], doubts: list[Doubt]) -> list[Claim]:
    """Deployments, findings, causes and doubts, one sentence each, in that order."""
    stale = {key for each in findings if each.rule == stale_deployment.NAME for key in each.primary}
    candidates = facts.window.candidate.revisions
    deployed = [_deployment(facts, each, stale=each.evidence in stale) for each in candidates]
    links = [why.cause for chain in chains for why in chain.whys if isinstance(why, Answer)]
    causes = [
        Claim(
            id=f"claim-{cause.id}",
            kind="hypothesis",
            template="It is {confidence} that {claim}: {mechanism}.",
            values=(
                Value(name="confidence", form="text", value=cause.confidence),
                Value(name="claim", form="text", value=cause.claim),
                Value(name="mechanism", form="text", value=cause.mechanism),
            ),
            cites=cause.evidence_for,
        )
        for cause in links
    ]
    return [
        *deployed,
        *drift(facts),
        *(_finding(each) for each in findings),
        *causes,
        *(_doubt(each) for each in doubts),
    ]


def _deployment(facts: Facts, serving: Serving, *, stale: bool) -> Claim:
    revision = facts.revisions[serving.revision]
    ready = {True: "became ready", False: "never became ready", None: _undecided(revision)}[serving.ready]
    tells = "which names commit {commit} and is not shown to run it" if stale else "built from commit {commit}"
    built = tells if serving.commit else "whose commit is unknown"
    values = [
        Value(name="revision", form="name", value=serving.revision),
        Value(name="at", form="time", value=str(revision.at)),
    ]
    if serving.commit:
        values.append(Value(name="commit", form="name", value=serving.commit[:12]))
    template = f"{{revision}}, {built}, was created at {{at}} and {ready}."
    return Claim(
        id=f"claim-{revision.id}", kind="observed", template=template, values=tuple(values), cites=(revision.id,)
    )


def _undecided(revision: Revision) -> str:
    """The platform says "Unknown" for as long as it is at it."""
    return "was not ready yet when it was read" if revision.condition("Ready") else "has no known readiness"


def _finding(finding: Finding) -> Claim:
    values = [Value(name="title", form="text", value=finding.title)]
    template = "{title}"
    for name, ratio in (("after", finding.after), ("before", finding.before)):
        if ratio is not None:
            counted = f"{{{name}_n}} of {{{name}_total}}" if ratio.total is not None else f"{{{name}_n}}"
            side = "in the window" if name == "after" else "before"
            template += f"; {counted} {{{name}_unit}} {side}"
            unit = noun(ratio.n if ratio.total is None else ratio.total, ratio.unit)
            values.append(Value(name=f"{name}_unit", form="text", value=unit))
            values.append(Value(name=f"{name}_n", form="number", value=ratio.n))
            if ratio.total is not None:
                values.append(Value(name=f"{name}_total", form="number", value=ratio.total))
    if finding.first is not None and finding.last is not None:
        template += "; first seen {first}, last seen {last}"
        values.append(Value(name="first", form="time", value=str(finding.first)))
        values.append(Value(name="last", form="time", value=str(finding.last)))
    if finding.echoes:
        signs = "sign of it is" if len(finding.echoes) == 1 else "signs of it are"
        template += f"; {{echoes}} further {signs} counted with it"
        values.append(Value(name="echoes", form="number", value=len(finding.echoes)))
    cites = tuple(sorted({*finding.primary, *finding.related}))
    return Claim(id=f"claim-{finding.id}", kind="observed", template=template + ".", values=tuple(values), cites=cites)


def _doubt(doubt: Doubt) -> Claim:
    what = "{test} in run {run}" if doubt.test else "Run {run}"
    values = [
        Value(name="run", form="name", value=doubt.run_name),
        Value(name="reason", form="text", value=doubt.reason),
    ]
    if doubt.test:
        values.append(Value(name="test", form="name", value=doubt.test))
    return Claim(
        id=f"claim-{digest(doubt.run, doubt.test or '', doubt.rule)}",
        kind="derived",
        template=f"{what} is no evidence: {{reason}}.",
        values=tuple(values),
        cites=doubt.cites,
    )
