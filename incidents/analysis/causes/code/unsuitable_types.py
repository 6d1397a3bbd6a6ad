"""Types and classes of which a message says that they do not fit where they are used."""

import re
from functools import lru_cache

# A name as it is printed, with the module or namespace before it, which is left out.
_T = r"(?:[\w$]+(?:\.|::|\\|/)){0,8}\*?([A-Za-z_]\w{1,80})"
_Q = rf"[\"'`]{_T}[\"'`]"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        # Python
        rf"Object of type {_T} is not |is not JSON serializable: {_T}",
        rf"[Tt]ype (?!is\b){_T} (?:is )?not (?:\w+ )?serializable",
        rf"{_Q} object (?:is not|does not|doesn't|cannot|can't|has no)|unhashable type: {_Q}|type {_Q} is not iterable",
        rf"unsupported operand type\(s\) for [^\n:]{{1,12}}: {_Q}(?: and {_Q})?|between instances of {_Q} and {_Q}",
        rf"(?:can't|cannot) (?:adapt|encode|serialize|pickle)(?: type| object)? ?{_Q}|can not serialize {_Q} object",
        rf"can only concatenate \w+ \(not {_Q}\)|(?:must be|expected|requires?)\b[^\n]{{1,80}}?, not [\"']?{_T}",
        rf"(?:of|with) type:? <class '{_T}'>|is not a valid (?:\w+\.){{0,8}}([A-Z]\w*)",
        # JavaScript
        rf"serialize an? {_T}|Cannot mix {_T} and|Cannot convert (?:an? )?{_T} (?:value )?to",
        # Java, Kotlin
        rf"class {_T} cannot be cast to class {_T}|[Cc]annot (?:deserialize|construct)[^\n`]{{1,60}}`{_T}",
        rf"type `{_T}` not supported|No serializer found for class {_T}",
        r"No enum constant (?:[a-z]\w*\.){0,9}([A-Z]\w*)\.\w",
        # Go
        rf"unsupported type:? {_T}|into (?:Go value|Go struct field \S+) of type {_T}",
        rf"interface conversion: [^\n]{{1,80}}? is {_T}, not {_T}|storing driver\.Value type {_T}",
        # Ruby
        rf"no implicit conversion of {_T} into {_T}|\b{_T} can't be coerced into|comparison of {_T} with {_T} failed",
        # PHP
        rf"must be of (?:the )?type {_T}, {_T} given|object of type {_T} as array|Object of class {_T} could not be",
        rf"valid backing value for enum [\"']?{_T}|Unsupported operand types: {_T} [^\w\s]{{1,3}} {_T}",
        # .NET
        rf"cast object of type {_Q} to type {_Q}|could not be converted to {_T}|erialization of {_Q} instances",
    )
)  # fmt: skip
_EVERYWHERE = frozenset(
    (
        *("str", "int", "float", "bool", "dict", "list", "tuple", "object", "type", "none", "nonetype", "string"),
        *("number", "boolean", "array", "undefined", "null", "nil", "integer", "long", "double", "char", "void"),
        *("hash", "error", "exception", "function", "class", "the", "this", "value", "json", "text", "key"),
    )
)


# The same message is read for each commit.
@lru_cache(maxsize=8)
def unsuitable_types(message: str) -> tuple[str, ...]:
    """Each once; without those that so many lines of code name that they tell nothing."""
    found: dict[str, None] = {}
    for form in _FORMS:
        for match in form.finditer(message):
            found.update(dict.fromkeys(name for name in match.groups() if name))
    return tuple(name for name in found if name.lower() not in _EVERYWHERE)
