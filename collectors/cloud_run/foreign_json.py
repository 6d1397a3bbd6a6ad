"""Takes foreign JSON apart without trusting its shape: what is not as expected is empty or None, never an error."""

from collections.abc import Mapping, Sequence

from incidents.model.instant import Instant

Fields = Mapping[str, object]


def fields(value: object) -> Fields:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def within(value: object, *path: str) -> object:
    """What lies at a path of keys; None where it leads nowhere."""
    for key in path:
        value = fields(value).get(key)
    return value


def elements(value: object) -> Sequence[object]:
    """The array, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Fields]:
    """The objects of an array."""
    return [fields(each) for each in elements(value) if isinstance(each, dict)]


def text(value: object) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value else None


def whole(value: object) -> int | None:
    """A whole number, also one that is written as text, as Google's APIs write large ones."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19 else None


def moment(value: object) -> Instant | None:
    """A time with a zone."""
    try:
        return Instant.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None
