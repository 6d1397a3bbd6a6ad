"""What is not known, what to do about it by when, and the statements that no other section prints."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from incidents.model.claim import Claim
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.claims_in_prose import sentence
from reports.clauses import clause
from reports.sections.numbering import numbers
from reports.sections.stated import Subject, is_about
from templates.outside_text import code, text
from templates.safe import Safe, filled

# What the whys, the validation and the report of the test runs tell at length.
_OF_OTHERS: tuple[Subject, ...] = (
    "common",
    "recurrence",
    "delay",
    "category",
    "contradiction",
    "missing",
    "elsewhere",
    "trend",
    "impossible",
    "rerun",
    "as-before",
    "start-up",
    "only",
    "named",
    "lost",
    "weighed",
    "drift",
    "traffic",
)
_PROGRAMS = ("gcloud", "gh", "git", "incident", "openssl")
"""What the commands begin with that questions are given."""
HORIZONS = {"now": "Now", "before-next-deployment": "Before the next deployment", "later": "Later"}


@dataclass(frozen=True)
class Horizon:
    title: Safe
    actions: tuple[Safe, ...]


@dataclass(frozen=True)
class Unknown:
    """An open question in `head`, or the reason that several `questions` share."""

    head: Safe
    questions: tuple[Safe, ...]


def unknowns(incident: Incident) -> tuple[Unknown, ...]:
    """Questions that are open for one reason and answered by one query stand together."""
    groups: dict[tuple[str, str], list[Safe]] = {}
    for each in incident.questions:
        groups.setdefault((each.why, each.query), []).append(text(each.text))
    return tuple(_unknown(why, query, questions) for (why, query), questions in groups.items())


def _unknown(why: str, query: str, questions: list[Safe]) -> Unknown:
    reason = filled("Open because {why}. To find out: {query}", why=clause(why), query=_to_find_out(query))
    if len(questions) > 1:
        return Unknown(reason, tuple(questions))
    return Unknown(filled("{question} {reason}", question=questions[0], reason=reason), ())


def _to_find_out(query: str) -> Safe:
    """A command as code, to be copied whole; what a person is asked to do as a sentence."""
    if query.partition(" ")[0] in _PROGRAMS:
        return code(query)
    return filled("{query}.", query=clause(query))


def horizons(incident: Incident) -> tuple[Horizon, ...]:
    """Actions by when they are due; a horizon without any is left out."""
    named = numbers(incident)
    findings = {each.id for each in incident.findings}
    due = {key: [each for each in incident.actions if each.horizon == key] for key in HORIZONS}
    return tuple(
        Horizon(
            text(HORIZONS[key]),
            tuple(
                filled(
                    "[ ] {text} Done when: {done} Owner: unassigned. From: {because}",
                    text=text(each.text),
                    done=text(each.done_when),
                    because=_origin(each.because, named, findings),
                )
                for each in actions
            ),
        )
        for key, actions in due.items()
        if actions
    )


def _origin(because: str, named: Mapping[str, str], findings: Container[str]) -> Safe:
    """The number of a failure; what is resolved has its id in the table of findings, and a question has no name."""
    if because in named:
        return Safe(f"{named[because]}.")
    return filled("{id}.", id=code(because)) if because in findings else Safe("an open question.")


def observations(incident: Incident, citations: Citations) -> tuple[Safe, ...]:
    """Every claim that is not the sentence of a part which has its own place in the document."""
    return tuple(sentence(each, citations) for each in incident.claims if not _has_its_place(incident, each))


def _has_its_place(incident: Incident, claim: Claim) -> bool:
    """By the id: `claim-` and the id of the part; a doubt has no id and is known by what it cites."""
    if any(is_about(claim, subject) for subject in _OF_OTHERS) or claim.id in set(_named(incident)):
        return True
    revisions = {
        each.evidence for side in (incident.window.baseline, incident.window.candidate) for each in side.revisions
    }
    causes = {why.cause.id for chain in incident.chains for why in chain.whys if why.kind == "answer"}
    parts = {each.id for each in incident.findings} | causes | revisions
    doubts = {each.cites for each in incident.doubts}
    return claim.id.removeprefix("claim-") in parts or (claim.kind == "derived" and claim.cites in doubts)


def _named(incident: Incident) -> Iterator[str]:
    """The claims that a part names as its own; what a run or a service's traffic tells is more than a criterion's."""
    yield from (each.claim for each in incident.impact.affected)
    yield from incident.impact.beyond
    if incident.decision:
        kept = ("account", "traffic")
        yield from (incident.decision.claim, incident.decision.checked or "")
        yield from (
            each.claim
            for each in incident.decision.criteria
            if not each.claim.startswith(tuple(f"claim-{subject}-" for subject in kept))
        )
