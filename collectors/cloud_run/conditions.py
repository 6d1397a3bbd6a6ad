"""What the platform states of a revision or a service: one condition for each thing it watches."""

from typing import Literal

from collectors.cloud_run.foreign_json import Fields, moment, objects, text, within
from collectors.redaction import Redactor
from incidents.model.evidence import Condition

_STATUSES: dict[object, Literal["True", "False"]] = {"True": "True", "False": "False"}


def conditions(record: Fields, redactor: Redactor) -> tuple[Condition, ...]:
    """Those that have a type, in the order of the record."""
    return tuple(_condition(each, redactor) for each in _stated(record) if text(each.get("type")))


def ready(record: Fields) -> Fields | None:
    """The record's own words on whether it is ready."""
    return next((each for each in _stated(record) if each.get("type") == "Ready"), None)


def _stated(record: Fields) -> list[Fields]:
    return objects(within(record, "status", "conditions"))


def _condition(condition: Fields, redactor: Redactor) -> Condition:
    reason, message = text(condition.get("reason")), text(condition.get("message"))
    return Condition(
        type=redactor.redact(text(condition.get("type")) or ""),
        status=_STATUSES.get(text(condition.get("status")), "Unknown"),
        reason=redactor.redact(reason) if reason else None,
        message=redactor.redact(message) if message else None,
        at=moment(condition.get("lastTransitionTime")),
    )
