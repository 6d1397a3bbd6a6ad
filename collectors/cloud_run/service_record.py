"""One service as evidence, from a record in the shape of the v1 API."""

from collectors.cloud_run.conditions import conditions, ready
from collectors.cloud_run.foreign_json import Fields, text, within
from collectors.cloud_run.traffic import traffic
from collectors.redaction import Redactor
from incidents.model.evidence import Service
from incidents.model.record import canonical

_EXCERPT = 2000


def service(record: Fields, name: str, origin: str, redactor: Redactor) -> Service:
    """The evidence; shares and conditions are sorted, since the APIs list them in orders of their own."""
    stated = sorted(conditions(record, redactor), key=lambda each: each.type)
    shares = sorted(traffic(record), key=lambda each: (each.revision or "", each.tag or "", each.percent))
    lines = [{"name": name}, {"traffic": [each.model_dump(mode="json", exclude_defaults=True) for each in shares]}]
    said = ready(record)
    excerpt = "\n".join(canonical(each) for each in (*lines, *([said] if said else [])))
    return Service(
        id=f"svc-{name}",
        at=max((each.at for each in stated if each.at), default=None),
        source="cloud_run",
        locator=f"{origin}#{name}",
        excerpt=redactor.redact(excerpt)[:_EXCERPT],
        service=name,
        conditions=tuple(stated),
        traffic=tuple(each.model_copy(update={"tag": each.tag and redactor.redact(each.tag)}) for each in shares),
        latest_ready=text(within(record, "status", "latestReadyRevisionName")),
        latest_created=text(within(record, "status", "latestCreatedRevisionName")),
    )
