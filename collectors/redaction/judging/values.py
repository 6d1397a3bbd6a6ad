"""What a value shows by itself: whether it stands for something else, and whether it looks made at random."""

import re
from functools import lru_cache

from collectors.redaction.judging.vocabulary import NO_VALUES

_STAND_IN = re.compile(
    r"[*•·.xX#_-]+|.*(?:x{6}|X{6}|\*{4}|•{3}|#{6}).*"  # masked
    r"|<[^>]*>?|\{{1,2}[\w.$ !:()'\"-]*\}{0,2}|\[[^\]]*\]?|\$.*|%[({]?\w*[)}]?[sdr]?|@[\w.]+@?"  # a hole in a template
    r"|(?:secret|ref|vault|arn|projects?|op|gsm|ssm|env|file|kms|keyvault|awssm|data)(?:\+\w+)?:.*"
    r"|projects/.*|.*/secrets/.*|~?\.{0,2}/(?:[\w.-]+/)*[\w.-]+\.?[A-Za-z]{0,5}"  # a path
    r"|(?:your|my|the|some|enter|insert|put|add|replace|test|fake|sample|example)?[-_ ]?"
    r"(?:api|access|secret|auth)?[-_ ]?(?:key|token|secret|password|value)?[-_ ]?(?:here|goes-here|value)?"
    r"|.{0,12}\(?(?:redacted|filtered|masked|hidden|sanitized|scrubbed|removed|omitted|truncated|snip)\)?.{0,3}",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(
    r"(?:await |new |not |lambda )?[A-Za-z_$][\w$]{0,60}(?:\??\.[A-Za-z_$][\w$]{0,60}){0,8}[(\[]"  # a call, a lookup
    r"|(?:self|this|os|process|settings?|config|conf|cfg|env|environ|request|req|ctx|context|args|kwargs|params?|options?"
    r"|opts|body|form|data|user|payload|secrets|var|local|module|input|state|props|credentials?|obj|instance|app|event"
    r")(?:\??\.[A-Za-z_$][\w$]{0,60}){1,8}$"
)
_WORDS = re.compile(r"[A-Za-z]?[a-z]*")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_HEX = re.compile(r"(?:[0-9a-f]{6,}|[0-9A-F]{6,})")
_RUN = re.compile(r"[A-Za-z0-9]+")
_CAMEL = re.compile(r"[a-z]*(?:[A-Z]{1,5}[a-z]{2,})*[A-Z]{0,4}[0-9]?")
_STREAK = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")


def stands_in(value: str, *, quoted: bool = False) -> bool:
    """Whether the value is a word, a mask, a type, a hole or a reference in the place of a secret."""
    bare = value.strip(" \t\"'`,;.!?")
    if bare.lower() in NO_VALUES or (not quoted and _EXPRESSION.match(bare)):
        return True
    return _STAND_IN.fullmatch(bare) is not None and not looks_random(bare, 20)


def is_uuid(value: str) -> bool:
    return _UUID.fullmatch(value) is not None


def is_hex(value: str) -> bool:
    return _HEX.fullmatch(value) is not None


def is_word(value: str) -> bool:
    """Letters alone, small but for the first."""
    return _WORDS.fullmatch(value) is not None


@lru_cache(maxsize=2048)
def looks_random(value: str, shortest: int = 12) -> bool:
    """Whether letters and digits take turns as they do not in words, names and versions."""
    if len(value) < shortest:
        return False
    digits = turns = reached = 0
    for run in _RUN.findall(value):
        if len(run) >= 8:
            streaks = _STREAK.findall(run)
            turns += len(streaks) - 1
            digits += sum(len(streak) for streak in streaks if streak.isdigit())
            reached += len(run)
    if reached < 10 or digits == reached:
        return False
    if digits < 2:
        return turns * 4 >= reached and not any(_CAMEL.fullmatch(run) for run in _RUN.findall(value) if len(run) >= 8)
    return turns * (6 if reached >= 16 else 5) >= reached
