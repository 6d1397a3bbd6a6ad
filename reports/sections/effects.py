"""What is affected and what is not, every finding with its counts, and the test results that show nothing."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Affected, Incident
from incidents.model.instant import Instant
from reports.citations import Citations
from reports.figures import moment, ratio, stretch
from reports.sections.numbering import numbers
from reports.sections.priority_changes import priority_line
from reports.sections.stated import Subject, sentence_of, stated
from reports.urgency import STATES, by_urgency
from templates.outside_text import code, text
from templates.safe import Safe, filled

_ORDER = {
    "failing": "failing",
    "degraded": "degraded",
    "wrong-by-tests": "answers, but wrong by its tests",
    "not-observed": "not observed",
    "as-before": "as before",
    "unaffected": "not affected",
}


@dataclass(frozen=True)
class EffectRow:
    """A function of the product; `since` is its first sign, a dash where no finding names it."""

    function: Safe
    state: Safe
    said: Safe
    since: Safe


@dataclass(frozen=True)
class FindingRow:
    """A finding with the same thing counted on both sides of the window."""

    title: Safe
    state: Safe
    priority: Safe
    before: Safe
    after: Safe
    seen: Safe


@dataclass(frozen=True)
class DoubtRow:
    """A result that is not evidence of what it seems to show."""

    run: Safe
    test: Safe
    reason: Safe


def effects(incident: Incident, citations: Citations) -> tuple[EffectRow, ...]:
    """What fails first, what was not affected last."""
    ordered = sorted(incident.impact.affected, key=lambda each: (list(_ORDER).index(each.state), each.component))
    return tuple(
        EffectRow(
            function=code(each.component),
            state=text(_ORDER[each.state]),
            said=sentence_of(incident, each.claim, citations),
            since=_since(incident, each),
        )
        for each in ordered
    )


def finding_rows(incident: Incident, citations: Citations) -> tuple[FindingRow, ...]:
    """All of them; here the number stands before the whole title that it stands for elsewhere."""
    named = numbers(incident)
    return tuple(_row(incident, each, named.get(each.id), citations) for each in by_urgency(incident.findings))


def doubt_rows(incident: Incident, citations: Citations) -> tuple[DoubtRow, ...]:
    return tuple(
        DoubtRow(
            run=code(each.run_name),
            test=code(each.test) if each.test else Safe("the whole run"),
            reason=filled("{reason}{cites}", reason=text(each.reason), cites=citations.cite((each.run, *each.cites))),
        )
        for each in incident.doubts
    )


def beyond(incident: Incident, citations: Citations) -> tuple[Safe, ...]:
    """What may have been lost, whom the entries of failures name, and whom and what the evidence cannot tell of."""
    subjects: tuple[Subject, ...] = ("lost", "only", "named")
    told = tuple(each for subject in subjects for each in stated(incident, subject, citations))
    return told + tuple(sentence_of(incident, each, citations) for each in incident.impact.beyond)


def _since(incident: Incident, affected: Affected) -> Safe:
    if affected.state not in ("failing", "degraded"):
        return Safe("-")
    named = (each for each in incident.findings if affected.component in (each.component, each.service))
    seen = min((each.first for each in named if each.first and each.state != "resolved"), default=None)
    # The sentence may know of a minute in which requests failed before any finding names the component.
    minute = _from_minute(incident, affected)
    if minute and (seen is None or minute < seen.minute):
        return moment(minute)
    return moment(seen) if seen else Safe("-")


def _from_minute(incident: Incident, affected: Affected) -> Instant | None:
    values = (value for each in incident.claims if each.id == affected.claim for value in each.values)
    told = next((each for each in values if (each.name, each.form) == ("first", "time")), None)
    return Instant.parse(str(told.value)) if told else None


def _row(incident: Incident, finding: Finding, number: str | None, citations: Citations) -> FindingRow:
    return FindingRow(
        title=filled(
            "{number}{title}{cites} ({name})",
            number=Safe(f"{number}: " if number else ""),
            title=text(finding.title),
            cites=citations.cite(finding.primary),
            name=code(finding.id),
        ),
        state=text(STATES[finding.state]),
        priority=priority_line(incident, finding, citations),
        before=ratio(finding.before),
        after=ratio(finding.after),
        seen=stretch(finding.first, finding.last) if finding.first and finding.last else Safe("no time stated"),
    )
