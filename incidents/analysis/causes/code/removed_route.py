"""A route that a change took away, while its requests are answered that there is none.

Claims: requests of a route are answered 404, 405 or 410, and the change takes the only path out of the code that
answers it. Refuted by the same path in another place of the change: then it was moved within the program.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.declared_routes import added
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "removed-route"
_NONE_SUCH = re.compile(r"^[A-Z]+ \S+ (404|405|410)\b")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    answered = _NONE_SUCH.match(symptom.message)
    if answered is None:
        return []
    code = [each for each in changes if each.path_class in ("production", "config")]
    return [tie for route in symptom.routes for tie in _ties(code, route.partition(" ")[2], answered[1])]


def _ties(code: Sequence[FileChange], path: str, status: str) -> list[Tie]:
    counted = [(change, literal, more) for change in code for literal, more in added(change, path).items()]
    if sum(more for *_, more in counted) >= 0:
        return []
    return [
        Tie(
            rule=NAME,
            weight=0.9,
            did=f"takes the route `{literal}` out of {change.path}",
            how=f"its requests are answered {status}, which says that there is no such route",
            cites=(change.id,),
            strong=True,
            about=literal,
        )
        for change, literal, more in counted
        if more < 0
    ]
