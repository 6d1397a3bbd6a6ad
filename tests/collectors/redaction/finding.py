"""What one finder finds in a text."""

from collections.abc import Callable, Iterable

from collectors.redaction.found import Found
from collectors.redaction.view import View, plain_view


def found_by(find: Callable[[View], Iterable[Found]], text: str) -> list[str]:
    return [text[each.start : each.end] for each in find(plain_view(text))]
