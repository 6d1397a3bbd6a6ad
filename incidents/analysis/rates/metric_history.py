"""Measured figures over time, each compared only with the same metric, version and scope."""

from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.rates.possible_metric import is_possible
from incidents.model.claim import Claim, Value
from incidents.model.evidence import Metric
from incidents.model.record import digest

_Key = tuple[str, str, str, str]


def latest(facts: Facts) -> tuple[Metric, ...]:
    """The newest possible value of the candidate side of each metric, version, scope and unit."""
    return tuple(series[-1] for _, series in _series(facts) if _is_after(facts, series[-1]))


def metric_history(facts: Facts) -> Iterator[Claim]:
    """For each metric of the candidate side its trend or why there is none; then the values that cannot be."""
    measured = _series(facts)
    for key, series in measured:
        now = series[-1]
        if not _is_after(facts, now):
            continue
        before = next((each for each in reversed(series) if not _is_after(facts, each)), None)
        if before is not None:
            yield _trend(before, now)
        else:
            others = [rows[-1] for other, rows in measured if other[0] == key[0] and other != key]
            yield _no_trend(now, others)
    for each in facts.of(Metric):
        if not is_possible(each):
            yield _impossible(each)


def _series(facts: Facts) -> list[tuple[_Key, list[Metric]]]:
    """Dated, possible values, oldest first."""
    found: dict[_Key, list[Metric]] = {}
    for each in facts.of(Metric):
        if each.at is not None and is_possible(each):
            found.setdefault((each.metric, each.version or "", each.scope or "", each.unit or ""), []).append(each)
    return [(key, sorted(rows, key=lambda row: (str(row.at), row.id))) for key, rows in sorted(found.items())]


def _is_after(facts: Facts, metric: Metric) -> bool:
    return metric.at is not None and metric.at >= facts.start


def _trend(before: Metric, now: Metric) -> Claim:
    return Claim(
        id=f"claim-trend-{digest(before.id, now.id)}",
        kind="derived",
        template="{metric} went from {before} to {now} ({change}).",
        values=(
            *_named(now),
            Value(name="before", form="number", value=before.value),
            Value(name="now", form="number", value=now.value),
            Value(name="change", form="text", value=f"{now.value - before.value:+g}"),
        ),
        cites=tuple(sorted({before.id, now.id})),
    )


def _no_trend(now: Metric, others: list[Metric]) -> Claim:
    why = "no earlier value of it was read"
    if others:
        why = "only values of another version, scope or unit were read, which do not compare"
    return Claim(
        id=f"claim-trend-{digest(now.id)}",
        kind="derived",
        template="{metric} is {now}, without a trend: {why}.",
        values=(
            *_named(now),
            Value(name="now", form="number", value=now.value),
            Value(name="why", form="text", value=why),
        ),
        cites=tuple(sorted({now.id, *(each.id for each in others)})),
    )


def _impossible(metric: Metric) -> Claim:
    return Claim(
        id=f"claim-impossible-{digest(metric.id)}",
        kind="derived",
        template="{metric} was given as {value}, which cannot be, so it was compared with nothing.",
        values=(*_named(metric), Value(name="value", form="number", value=metric.value)),
        cites=(metric.id,),
    )


def _named(metric: Metric) -> tuple[Value]:
    parts = [f"version {metric.version}"] if metric.version else []
    parts += [metric.scope] if metric.scope else []
    parts += [f"in {metric.unit}"] if metric.unit else []
    named = f"{metric.metric} ({', '.join(parts)})" if parts else metric.metric
    return (Value(name="metric", form="name", value=named),)
