"""How many instances of a new revision were started, and how often its server said that a start-up was complete."""

import re
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import is_error
from incidents.analysis.titles import quoted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern, PlatformEvent

# What common servers print when they begin to answer: uvicorn, gunicorn, hypercorn, Werkzeug and Puma, Nest, Next.js,
# Spring Boot, Quarkus, Tomcat, ASP.NET Core, and what most of those that are written by hand print.
_COMPLETE = re.compile(
    r"application startup complete|listening (?:at|on)\b|running on https?://|application successfully started"
    r"|ready in [\d.]+ ?m?s|started \S+ in [\d.]+ s|started in [\d.]+ ?s|server startup in|application started\.",
    re.IGNORECASE,
)


def start_ups(facts: Facts) -> Iterator[Claim]:
    """A sentence for each new revision of a service whose log holds such a line on either side."""
    banners = [each for each in facts.patterns if not is_error(each) and _COMPLETE.search(each.excerpt)]
    for serving in facts.window.candidate.revisions:
        own = [each for each in banners if each.service == serving.service]
        if own:
            yield _claim(facts, serving.revision, own)


def starts_of(facts: Facts, revision: str) -> int:
    """How many starts of the revision were seen: by the platform's word, else by what its server printed."""
    told = (each for each in facts.of(PlatformEvent) if each.event == "instance-start" and each.revision == revision)
    printed = [
        row.count
        for each in facts.patterns
        if not is_error(each) and _COMPLETE.search(each.excerpt)
        for row in each.by_revision
        if row.revision == revision
    ]
    return sum(each.count for each in told) or max(printed, default=0)


def _claim(facts: Facts, revision: str, banners: list[LogPattern]) -> Claim:
    started = [each for each in facts.of(PlatformEvent) if each.event == "instance-start" and each.revision == revision]
    counts = [(each, count.count) for each in banners for count in each.by_revision if count.revision == revision]
    complete = sum(n for _, n in counts)
    shown = max(counts, key=lambda row: (row[1], row[0].id))[0] if counts else banners[0]
    values = [Value(name="revision", form="name", value=revision)]
    template = "{revision}: "
    if started:
        n = sum(each.count for each in started)
        values.append(Value(name="started", form="number", value=n))
        template += f"the platform started {{started}} {'instance' if n == 1 else 'instances'}; "
    if complete:
        values.append(Value(name="complete", form="number", value=complete))
        template += f"{{complete}} log {'entry says' if complete == 1 else 'entries say'} that start-up was complete"
    else:
        template += "no log entry says that start-up was complete"
    values.append(Value(name="words", form="text", value=quoted(shown.template)))
    record = facts.revisions[revision].id
    cites = (record, *(each.id for each in started), *(each.id for each, _ in counts))
    return Claim(
        id=f"claim-start-up-{record}",
        kind="observed",
        template=f"{template}: {{words}}.",
        values=tuple(values),
        cites=cites,
    )
