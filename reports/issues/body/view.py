"""All that the template of an issue's body prints, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.cause import Stop
from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.claims_in_prose import sentence
from reports.clauses import clause
from reports.figures import counted
from reports.issues.body.look_again import commands
from reports.issues.body.observed import MOST_TESTS, expected, observed, tests, verbatim
from reports.sections.explanations import Link, explanations, unexplained
from templates.outside_text import code, text
from templates.safe import Safe, filled

_MOST_ECHOES = 5


@dataclass(frozen=True)
class IssueView:
    """`more_tests` and `more_echoes` count what is not listed; None and 0 where all is."""

    observed: tuple[Safe, ...]
    verbatim: Safe | None
    tests: tuple[Safe, ...]
    more_tests: Safe | None
    echoes: tuple[Safe, ...]
    more_echoes: int
    expected: tuple[Safe, ...]
    commands: Safe
    primary: Safe
    related: Safe
    links: tuple[Link, ...]
    open_ends: tuple[Safe, ...]
    queries: tuple[Safe, ...]
    environment: Safe
    effects: tuple[Safe, ...]
    priority: Safe
    done: tuple[Safe, ...]
    incident: Safe
    notes: tuple[Note, ...]


def issue_view(finding: Finding, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> IssueView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    seen = tuple(observed(finding, incident, citations))
    should_be = tuple(expected(finding, evidence, citations))
    primary, related = citations.cite(finding.primary), citations.cite(finding.related)
    alone = _alone(finding, incident)
    explained = explanations(alone, citations)
    open_ends = unexplained(alone, citations)
    affected = _effects(finding, incident, citations)
    given, unlisted = finding.priority, len(finding.tests) - MOST_TESTS
    return IssueView(
        observed=seen,
        verbatim=verbatim(finding, evidence),
        tests=tests(finding),
        more_tests=counted(unlisted, "more tests") if unlisted > 0 else None,
        echoes=tuple(
            filled("{title}: {reason}.", title=clause(each.title), reason=clause(each.reason))
            for each in finding.echoes[:_MOST_ECHOES]
        ),
        more_echoes=max(0, len(finding.echoes) - _MOST_ECHOES),
        expected=should_be,
        commands=commands(finding, incident, evidence),
        primary=primary,
        related=related,
        links=explained[0].links if explained else (),
        open_ends=tuple(each.why for each in open_ends),
        queries=_queries(alone) if open_ends else (),
        environment=text(incident.impact.environment),
        effects=affected,
        priority=filled(
            "{level}, row {row}: {reason}", level=text(given.level), row=text(given.row), reason=clause(given.reason)
        ),
        done=_done(finding, incident),
        incident=code(incident.name),
        notes=citations.notes(),
    )


def _alone(finding: Finding, incident: Incident) -> Incident:
    """The incident with this finding and its chain only."""
    chains = tuple(each for each in incident.chains if each.finding == finding.id)
    return incident.model_copy(update={"findings": (finding,), "chains": chains})


def _done(finding: Finding, incident: Incident) -> tuple[Safe, ...]:
    """What ends the problem itself; to go back to an older revision is another decision."""
    own = (each for each in incident.actions if each.because == finding.id and each.horizon != "now")
    found = tuple(text(each.done_when) for each in own)
    return found or (Safe("A later deployment with as much traffic shows it no more."),)


def _queries(alone: Incident) -> tuple[Safe, ...]:
    stops = (why for chain in alone.chains for why in chain.whys if isinstance(why, Stop))
    return tuple(dict.fromkeys(code(each.query) for each in stops))


def _effects(finding: Finding, incident: Incident, citations: Citations) -> tuple[Safe, ...]:
    """What the impact report says of the component and the service of this finding."""
    claims = {each.id: each for each in incident.claims}
    named = [each for each in incident.impact.affected if each.component in (finding.component, finding.service)]
    return tuple(sentence(claims[each.claim], citations) for each in named)
