"""The way from a function that a change touches to code that uses it, over the uses that were read."""

from collections.abc import Callable, Sequence

from incidents.model.evidence import CallSite, FileChange
from incidents.model.function_name import plain_name

Way = tuple[CallSite, ...]


def way_to(change: FileChange, sites: Sequence[CallSite], ends: Callable[[CallSite], bool]) -> Way:
    """The shortest, what is nearest to the change first; empty where no use that ends it is reached."""
    ways: list[Way] = [(site,) for site in sites if site.used_path == change.path and site.used in change.functions]
    seen: set[CallSite] = set()
    for way in ways:  # grows while it is walked
        last = way[-1]
        if last in seen:
            continue
        seen.add(last)
        if ends(last):
            return way
        if not last.routes:
            ways += [(*way, each) for each in sites if (each.used_path, each.used) == (last.path, last.function)]
    return ()


def said(way: Way) -> str:
    """The uses in words, from the outermost to the function that was changed."""
    return ", and ".join(f"line {each.line} of {each.path} uses {plain_name(each.used)}" for each in reversed(way))
