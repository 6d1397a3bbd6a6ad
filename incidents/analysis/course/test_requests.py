"""What a test asked of a service up to where it failed, as the printed code of the test shows it."""

import re
from typing import NamedTuple

from incidents.analysis.course.failed_line import failed_line
from incidents.model.evidence import CaseResult

_CALL = re.compile(
    r"\b(?P<client>\w+)\.(?P<verb>get|post|put|patch|delete|head|options)\(\s*[frbu]{0,2}[\"'`](?P<path>(?:https?://|\$\{|\{|/)[^\"'`\n]{0,200})"
    r"[\"'`](?P<more>[^\n]*)"
)
_HOST = re.compile(r"^(?:https?://[^/]*|\$?\{[^}]*\})")


class Asked(NamedTuple):
    """One request: what is written behind its path tells it from others to the same."""

    client: str
    method: str
    path: str
    more: str

    @property
    def route(self) -> str:
        return f"{self.method} {self.path.partition('?')[0]}"


def asked_by(case: CaseResult) -> tuple[Asked, ...]:
    """In the order of the code; empty where the report prints none."""
    failed = failed_line(case.excerpt)
    if failed is None:
        return ()
    calls = _CALL.finditer(f"{failed.before}\n{failed.text}")
    return tuple(
        Asked(each["client"], each["verb"].upper(), _HOST.sub("", each["path"]), each["more"].strip()) for each in calls
    )


def one_answer(case: CaseResult) -> Asked | None:
    """The one request that the test made up to where it failed, if it can only be answered in one way at a time."""
    asked = asked_by(case)
    if len(asked) != 1 or asked[0].method != "GET" or "{" in f"{asked[0].path}{asked[0].more}":
        return None
    return asked[0]
