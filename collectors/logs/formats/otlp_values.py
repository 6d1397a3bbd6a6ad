"""Values of OpenTelemetry's JSON as plain ones."""

from collectors.logs.entries.entry import as_object, as_text
from collectors.logs.entries.json_values import Json

_DEEPEST = 30
_PLAIN = ("stringValue", "boolValue", "doubleValue", "bytesValue")


def plain_value(value: object, depth: int = 0) -> object:
    """What an `AnyValue` holds; None where it holds nothing that is known, or lies too deep."""
    holder = as_object(value)
    if depth > _DEEPEST:
        return None
    for key in _PLAIN:
        if key in holder:
            return holder[key] if isinstance(holder[key], str | bool | int | float) else None
    if "intValue" in holder:
        return _integer(holder["intValue"])
    if "arrayValue" in holder:
        return [plain_value(each, depth + 1) for each in as_list(as_object(holder["arrayValue"]).get("values"))]
    if "kvlistValue" in holder:
        return _pairs(as_object(holder["kvlistValue"]).get("values"), depth + 1)
    return None


def plain_attributes(pairs: object) -> Json:
    """A list of keys and values as an object; of a key that comes twice the last value."""
    return _pairs(pairs, 0)


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _pairs(pairs: object, depth: int) -> Json:
    objects = (as_object(each) for each in as_list(pairs))
    return {key: plain_value(each.get("value"), depth) for each in objects if (key := as_text(each.get("key")))}


def _integer(value: object) -> object:
    """64-bit integers are texts in the JSON of protocol buffers."""
    if isinstance(value, str) and len(value) <= 20:
        try:
            return int(value)
        except ValueError:
            return value
    return value if isinstance(value, int | float) else None
