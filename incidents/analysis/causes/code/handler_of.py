"""Whether a change is in what answers a route, or in what that uses: by declared paths, else by names."""

import re
from itertools import product

from incidents.analysis.causes.code.route_path import ends_with, fixed
from incidents.analysis.causes.code.used_in import Way, way_to
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange
from incidents.model.function_name import plain_name

_QUOTED = re.compile(r"""["'`](?P<path>\^?[\w/{}<>:.$*-]{2,120})["'`]""")
_DECLARES = re.compile(
    r"@\w+(?:\.\w+)*\(|\b(?:path|re_path|url|route|add_url_rule|HandleFunc|Handle)\(|"
    r"\b(?:app|api|bp|blueprint|mux|server|group|[rge]|\w*[Rr]outer?|\w*[Rr]outes)"
    r"\.(?:get|post|put|patch|delete|all|use|route|GET|POST|PUT|PATCH|DELETE|Map\w+)\(|"
    r"^\s*(?:get|post|put|patch|delete|match|resources?) |\b[A-Z][a-z]+Mapping\("
)
_WORD = re.compile(r"[A-Za-z][a-z0-9]+|[A-Z]+")
_SHORTEST = 4


def handled(change: FileChange, route: str) -> bool:
    """`route` is its method and path, of which the parts that vary tell nothing."""
    path = route.rpartition(" ")[2]
    if not fixed(path):
        return False
    lines = [line[1:] for hunk in change.hunks for line in (*hunk.text.split("\n"), f" {hunk.section}")]
    declared = [found["path"] for line in lines if _DECLARES.search(line) for found in _QUOTED.finditer(line)]
    if any(ends_with(path, each) for each in declared):
        return True
    told = _words(fixed(path)[-1])
    stem = change.path.rpartition("/")[2].partition(".")[0]
    return bool(told) and any(told <= _words(each) for each in (stem, *map(plain_name, change.functions)))


def answering(change: FileChange, symptom: Symptom) -> Way:
    """The way from the change to what answers one of the routes; empty where none is known."""
    return way_to(change, symptom.uses, lambda site: any(_is(*pair) for pair in product(site.routes, symptom.routes)))


def _is(declared: str, asked: str) -> bool:
    """Whether it is the end of the route, which may be declared below another, and of the same method where one is."""
    (method, _, path), (method_asked, _, path_asked) = declared.rpartition(" "), asked.partition(" ")
    return method in ("", method_asked) and ends_with(path_asked, path)


def _words(name: str) -> frozenset[str]:
    """The words of a name, singular and plural being the same."""
    found = (word.lower().removesuffix("s") for word in _WORD.findall(name))
    return frozenset(word for word in found if len(word) >= _SHORTEST)
