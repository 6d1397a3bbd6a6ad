"""Whether a line of a test's output says that something else answered in place of what is tested."""

import re

# What a fake makes that replaces no service: `using fake timers`, `uses a dummy user`.
_OF_DATA = (
    r"(?!\s+(?:timers?|clocks?|times?|dates?|data|users?|names?|e?-?mails?|address(?:es)?|passwords?|tokens?|values?"
    r"|ids?|keys?|payloads?|inputs?|files?|images?|records?|rows?)\b)"
)
# A word of its own, or the first or last word of a class or variable: MockPrinter, printer_stub, but no mockingbird.
_STAND_IN = (
    rf"(?:(?:mock|mocked|mocks|fake|faked|stub|stubbed|dummy|canned|simulated|simulation|in-memory double){_OF_DATA}"
    r"|(?:mock|fake|stub|dummy|recorded)(?-i:[A-Z_])\w*|\w*(?:_|(?-i:(?<=[a-z])(?=[A-Z])))(?:mock|fake|stub)"
    r"|in-?memory (?:client|service|server|api|backend|gateway|transport|broker|queue|store|repository|database|db)"
    r"|(?:recorded|cached|saved) (?:answer|response|reply|replies|fixture|exchange|interaction|traffic|http)\w*"
    r"|(?:response|http|api) fixtures?|cassettes?|recordings?)"
)
_INSTEAD = rf"{_STAND_IN}|in-?memory|offline|sandbox(?:ed)?|local (?:copy|double)"
_FALLS = r"fall(?:ing|s)?[ -]?back|fell back|fallback|switch(?:ing|ed)? to"
_NAMED = r"(?:Fake|Mock|Stub|Dummy|InMemory|In_Memory|Recorded|Replay(?:ing)?|Canned|Sandbox|Offline|Simulated)"
_PLACE = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:URL|URI|HOST|ENDPOINT|ADDR|ADDRESS|BASE|ORIGIN)"
_ANSWERS = r"(?:answer|return|serv|respond|reply|replay|play)(?:ing|s|ed|e|ies|ied)?(?: back)?"
_UNSET = r"(?:is |was |are )?(?:not set|unset|not configured|not defined|undefined|missing|empty)"
_SAYS_SO = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"(?:us(?:ing|ed|es)|running (?:on|against|with)|talking to)\b[^\n]{{0,60}}\b{_STAND_IN}\b",
        rf"(?:{_FALLS}|substitut\w+|instead)\b[^\n]{{0,60}}\b(?:{_INSTEAD})\b",
        rf"\b{_STAND_IN}\b[^\n]{{0,40}}\b(?:fallback|instead|mode)\b",
        # `FakeSlots: answering ...`: the stand-in itself speaks.
        rf"^\W*(?:[\w.]+[.:/])?(?-i:{_NAMED}[A-Z]\w*|\w+(?:Fake|Mock|Stub)|(?:fake|mock|stub|dummy)_\w+)(?:\]|\s*[:>-]+)\s+\w+\W+\w+",
        rf"\b{_ANSWERS}\b[^\n]{{0,40}}\b(?:from|with|out of)\b[^\n]{{0,30}}\b(?:{_STAND_IN}|fixtures?|memory)\b",
        rf"\b{_ANSWERS}\b\s+(?:\w+\s+){{0,3}}(?:cassette|recording|recorded|fixture|canned)\w*",
        r"\b(?:vcr|cassettes?)\b[^\n]{0,60}\b(?:play(?:ed|ing)?(?:back| back)?|replay\w*|in use)\b",
        rf"\b(?:no|without|missing)\s+(?-i:{_PLACE})\b[^\n]{{0,60}}\b(?:{_ANSWERS}|{_INSTEAD})\b",
        rf"(?-i:{_PLACE})\b\W{{0,3}}{_UNSET}\b[^\n]{{0,60}}\b(?:{_ANSWERS}|{_INSTEAD})\b",
        r"\b(?:run(?:ning|s)?|work(?:ing|s)?|answer(?:ing|s|ed)?) (?:in )?offline\b|^\W*(?:\w+: )?offline mode\b",
    )
)
# A class or object that is named so: what acts, what is acted on, or what something is. A fake clock replaces nothing.
_REPLACES_NOTHING = (
    r"(?:Timers?|Clocks?|Times?|Dates?|Data|Users?|Names?|E?[Mm]ails?|Address(?:es)?|Passwords?|Tokens?|Values?|Ids?|IDs?"
    r"|Keys?|Payloads?|Inputs?|Files?|Images?|Records?|Rows?|Requests?|Events?|Config|Settings|Objects?|Args)"
)
_CLASS = (
    rf"(?-i:(?!(?:\w+?){_REPLACES_NOTHING}\b)(?:Fake|Mock|Stub|Dummy|InMemory|Simulated|Canned)[A-Z]\w*"
    rf"|(?!(?:\w+?){_REPLACES_NOTHING}(?:Fake|Stub)\b)[A-Z]\w*[a-z](?:Fake|Stub))\b"
)
_ACTS = (
    r"answer|respond|repl(?:y|ie)|return|serv|handl|accept|tak(?:es|ing)\b|took\b|stand|step|receiv|got\b|send|sent\b|stor|"
    r"creat|simulat|pretend|record"
)
_MEANS = "(?:[Ww]ith|[Bb]y|[Ff]rom|[Vv]ia|[Tt]hrough|[Aa]gainst|[Oo]n|[Tt]o|[Uu]s(?:e|es|ed|ing))"
_NAMES_ONE = tuple(
    re.compile(each)
    for each in (
        rf"\b(?P<name>{_CLASS})(?:\(\))?(?: (?:is|was|will|now|has))? (?:{_ACTS})",
        rf"\b{_MEANS} (?:the |an? )?(?P<name>{_CLASS})",
        rf"\w ?[=:] ?<?(?:\w+\.)*(?P<name>{_CLASS})(?:\(| object\b|>)",
    )
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DENIES = re.compile(r"\b(?:no|not|never|without|refus\w+|un)\b[^\n:;,.]{0,12}$", re.IGNORECASE)
_OFF = re.compile(r"^[^\n]{0,12}\b(?:off|disabled|false|not (?:used|active|allowed))\b", re.IGNORECASE)


def named_stand_in(line: str) -> str | None:
    """The class or object named as a stand-in that the line tells of; None where it says that it is not used."""
    if "::" in line:
        return None
    found = (match for shape in _NAMES_ONE if (match := shape.search(line)))
    used = (each for each in found if not _DENIES.search(line[: each.start()]) and not _OFF.search(line[each.end() :]))
    return next((each["name"] for each in used), None)


def is_about(test: str, name: str) -> bool:
    """Whether the test's name has the words of the class: then it is what is tested, and stands in for nothing."""
    said = "".join(char for char in test.lower() if char.isalnum())
    return name.lower() in said or all(part.lower() in said for part in _PARTS.findall(name))


def says_stand_in(line: str) -> bool:
    """Not where the line says the opposite, or is a runner's own line about a test that is named so."""
    if "::" in line and re.search(r"\b(?:PASSED|FAILED|ERROR|SKIPPED)\b", line):
        return False
    found = (match for shape in _SAYS_SO if (match := shape.search(line)))
    return any(
        not _DENIES.search(line[: each.start()]) and not _OFF.search(line[each.end() :].lstrip(" :=")) for each in found
    )
