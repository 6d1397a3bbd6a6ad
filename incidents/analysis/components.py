"""Which declared component a file, a route or a test belongs to."""

import fnmatch
from collections.abc import Iterable

from incidents.model.policy import Component, Policy


def component_of(policy: Policy, texts: Iterable[str]) -> Component | None:
    """The first declared component whose paths, routes or name one of the texts carries; core components come first.

    A name matches as a whole word of a path or route: `auth` is in `auth_flow/test_login.py`, not in `author.py`.
    """
    given = tuple(texts)
    ordered = sorted(policy.components, key=lambda each: (each.tier, each.name))
    declared = (each for each in ordered if any(declares(each, text) for text in given))
    named = (each for each in ordered if any(each.name.lower() in _words(text) for text in given))
    return next(declared, None) or next(named, None)


def category_of(policy: Policy, test: str) -> str | None:
    """The first category one of whose patterns the test's file matches."""
    file = test.split("::", 1)[0]
    for category in policy.categories:
        if any(fnmatch.fnmatchcase(file, glob) for glob in category.globs):
            return category.name
    return None


def declares(component: Component, text: str) -> bool:
    """Whether one of its paths or routes is declared to be the text, and not only its name is in it."""
    in_path = any(text.startswith(path) or f"/{path}" in text for path in component.paths)
    return in_path or any(fnmatch.fnmatchcase(text, route) for route in component.routes)


def _words(text: str) -> set[str]:
    return set("".join(char.lower() if char.isalnum() else " " for char in text).split())
