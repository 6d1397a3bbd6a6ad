"""Revisions, services and built images."""

from incidents.model.evidence import BuiltImage, Revision, Service
from incidents.model.evidence.platform import Condition
from reports.page.records.body import Body, Table, facts, table, when

_READY = {True: "yes", False: "no", None: "not told"}


def revision_body(revision: Revision) -> Body:
    share = "not read" if revision.traffic_percent is None else f"{revision.traffic_percent}%"
    return Body(
        title=revision.name,
        facts=facts(
            ("service", revision.service),
            ("ready", _READY[revision.ready]),
            ("traffic when read", share),
            ("tags", ", ".join(revision.traffic_tags)),
            ("commit", f"{revision.commit[:12]}, by its {revision.commit_from}" if revision.commit else "not told"),
            ("image", revision.image),
            ("digest", revision.image_digest),
        ),
        tables=(
            *_conditions(revision.conditions),
            *table("Settings", ("Setting", "Value"), ((each.path, each.value) for each in revision.settings)),
        ),
        tone="bad" if revision.ready is False else "plain",
    )


def service_body(service: Service) -> Body:
    shares = (
        (each.revision or "not told", f"{each.percent}%", each.tag or "", "yes" if each.latest else "no")
        for each in service.traffic
    )
    return Body(
        title=service.service,
        facts=facts(("latest ready", service.latest_ready), ("latest created", service.latest_created)),
        tables=(
            *table("Traffic", ("Revision", "Share", "Tag", "Follows the latest"), shares),
            *_conditions(service.conditions),
        ),
    )


def image_body(image: BuiltImage) -> Body:
    return Body(
        title=image.revision or image.digest or "image",
        facts=facts(
            ("revision", image.revision), ("digest", image.digest), ("MB", image.size_mb), ("built by", image.built_by)
        ),
        words=image.excerpt,
    )


def _conditions(conditions: tuple[Condition, ...]) -> tuple[Table, ...]:
    rows = (
        (each.type, each.status, " ".join(part for part in (each.reason, each.message) if part), when(each.at))
        for each in conditions
    )
    return table("Conditions", ("Condition", "Status", "Reason", "Since (UTC)"), rows)
