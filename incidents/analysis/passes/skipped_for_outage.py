"""A case that was skipped for want of what it tests, or of what it needs to ask that.

Claims: the case was skipped, and its reason says that a service or environment was not available, or that a variable,
an address or a credential was not given. It shows nothing of the service, and that everything else passed shows as
little. Refuted by a reason that names a choice of the team, or what the machine is.
"""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult
from incidents.model.incident import Doubt

NAME = "skipped-for-outage"
_CREDENTIAL = r"(?:api |access |auth |secret |login )?(?:tokens?|keys?|credentials?|passwords?|secrets?|account|login)"
_SERVED = r"(?:service|server|environment|network|internet|endpoint|backend|database|broker|staging|stage)"
_OUT_OF_REACH = re.compile(
    r"\b(?:not|un)[ -]?(?:available|reachable)\b|\b(?:can|could)(?:not| not|n't) (?:be )?(?:connect|reach)|"
    r"\bconnection (?:refused|failed|timed out)\b|\b(?:is|seems|appears) (?:down|offline)\b|\bno connection\b|"
    rf"\b(?:no|without) {_SERVED}\b|\b(?:needs|requires) (?:an? |the )?(?:\w+ ){{0,2}}{_SERVED}\b",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    rf"\b(?:not |un|isn't |aren't )(?:set|configured|provided|supplied)\b|\b(?:no|without|missing) {_CREDENTIAL}\b|"
    rf"\b{_CREDENTIAL} (?:is |are )?(?:missing|absent|empty|required)\b|"
    rf"\b(?:needs|requires) (?:an? |the )?(?:\w+ )?{_CREDENTIAL}\b",
    re.IGNORECASE,
)
# A variable of the environment, as programs write its name.
_VARIABLE = r"[A-Z][A-Z0-9]*_[A-Z0-9_]+"
_LACKING = re.compile(
    rf"\b(?:[Nn]o|[Mm]issing|[Nn]eeds?|[Rr]equires?|[Ss]et|[Dd]efine|[Ee]xport|[Ww]ithout) (?:\w+ ){{0,3}}"
    rf"\$?{_VARIABLE}\b|"
    rf"\b{_VARIABLE}\b (?:is |was )?"
    r"(?:missing|empty|required|undefined|unset|not (?:set|given|defined|found|configured))\b"
)
# What a team switches on where it wants more, such as slow tests, is left out by choice.
_SWITCH = re.compile(
    r"\b(?:RUN|ENABLE|WITH|SLOW|SKIP|UPDATE)_[A-Z0-9_]+|\b[A-Z0-9_]+_(?:SLOW|ENABLED)\b|(?<!\S)--(?:run|with|enable)"
)
_OF_THE_MACHINE = re.compile(
    r"\b(?:windows|macos|darwin|linux|posix|win32|platform|arm64|x86(?:_64)?|gpu|cuda)\b|\bslow\b|\bby choice\b|"
    r"\b(?:python|node|java|jdk|go|ruby|php|dotnet)(?:\.js)? ?(?:version\b|[<>=]|\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^\S+:\d+: ", re.MULTILINE)


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each case of the candidate side that was skipped for want of what it tests or needs."""
    return [
        Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=why, cites=(case.id,))
        for run in facts.candidate_runs()
        for case in facts.cases[run.id].values()
        if case.outcome == "skipped" and (why := _why(_reason(case)))
    ]


def _why(reason: str) -> str | None:
    """None for a choice; the machine and a switch decide before what is not there because of them."""
    if _OF_THE_MACHINE.search(reason) or _SWITCH.search(reason):
        return None
    if _OUT_OF_REACH.search(reason):
        return "it was skipped because what it tests could not be reached"
    if (lacking := _LACKING.search(reason)) is not None:
        variable = re.findall(_VARIABLE, lacking.group(0))[-1]
        return f"it was skipped because {variable} was not set"
    return "it was skipped because what it needs was not given" if _NOT_GIVEN.search(reason) else None


def _reason(case: CaseResult) -> str:
    """What the skip says, without the place that reports write before it."""
    return _PLACE.sub("", f"{case.message or ''}\n{case.excerpt}")
