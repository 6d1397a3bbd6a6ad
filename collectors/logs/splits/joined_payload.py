"""Puts the payloads of the parts of one entry together, as Cloud Logging documents that it took them apart."""

from collections.abc import Sequence
from functools import reduce

from collectors.logs.entries.entry import as_object, as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.messages.json_message import MESSAGE_KEYS

LONGEST_TEXT = 1 << 16
"""Characters of a text that are joined; further on nothing reads it."""

# https://cloud.google.com/logging/docs/audit/split-logs, read in 2025: of an audit entry only these are distributed,
# everything else stands in each part.
_DISTRIBUTED = ("metadata", "request", "response")
# Where the message of a payload stands, and which field takes the mark where there is none.
_MESSAGES = (("protoPayload", "status", "resourceName"), ("jsonPayload", None, "incomplete"))
_NEAR = 1000
_DEEPEST = 100
Parts = Sequence[tuple[int, Json]]


def joined_body(parts: Parts, total: int) -> Json:
    """The body of the whole, from its parts in order; what is missing leaves a mark that a reader sees."""
    body = {key: value for key, value in parts[0][1].items() if key != "split"}
    if isinstance(body.get("textPayload"), str):
        body["textPayload"] = _text(parts)
    elif isinstance(body.get("protoPayload"), dict):
        body["protoPayload"] = _audit([as_object(part.get("protoPayload")) for _, part in parts])
    else:
        payloads = [part["jsonPayload"] for _, part in parts if isinstance(part.get("jsonPayload"), dict)]
        if payloads:
            body["jsonPayload"] = reduce(lambda whole, each: _merged(whole, each, 0), payloads)
    missing = total - len(parts)
    return marked_body(body, f"[{missing} of {total} parts of this entry missing]") if missing else body


def marked_body(body: Json, mark: str) -> Json:
    """The body with a mark near the start of its message, where excerpts are not cut."""
    if isinstance(body.get("textPayload"), str):
        return body | {"textPayload": _with_mark(str(body["textPayload"]), mark)}
    for payload, holder, otherwise in _MESSAGES:
        if isinstance(body.get(payload), dict):
            return body | {payload: _marked(as_object(body[payload]), holder, otherwise, mark)}
    return body


def _text(parts: Parts) -> str:
    """The texts one after another, with a mark in each gap."""
    pieces: list[str] = []
    expected = parts[0][0]
    for index, part in parts:
        if index > expected:
            pieces.append(f"[missing here: {index - expected}]")
        pieces.append(as_text(part.get("textPayload")) or "")
        expected = index + 1
    return "".join(pieces)[:LONGEST_TEXT]


def _audit(payloads: list[Json]) -> Json:
    whole = dict(payloads[0])
    for each in payloads[1:]:
        for key in _DISTRIBUTED:
            if key in each:
                whole[key] = _merged(whole[key], each[key], 0) if key in whole else each[key]
    return whole


def _merged(first: object, second: object, depth: int) -> object:
    """Objects join by key, lists by position, and texts end to end; of anything else the first is kept.

    A list goes on in the next part behind empty elements that keep its position: ["foo", "ba"] and ["", "r", "baz"].
    """
    if depth > _DEEPEST:
        return first
    if isinstance(first, dict) and isinstance(second, dict):
        both = {key: _merged(first[key], second[key], depth + 1) for key in first.keys() & second.keys()}
        return {key: both.get(key, value) for key, value in {**second, **first}.items()}
    if isinstance(first, list) and isinstance(second, list):
        shared = min(len(first), len(second))
        joined = [_merged(first[place], second[place], depth + 1) for place in range(shared)]
        return joined + first[shared:] + second[shared:]
    if isinstance(first, str) and isinstance(second, str):
        # A level or a name may stand in each part whole.
        return first if first == second else first + second
    return second if first is None or first == "" else first


def _marked(payload: Json, holder: str | None, otherwise: str, mark: str) -> Json:
    inside = as_object(payload.get(holder)) if holder else payload
    key = next((key for key in MESSAGE_KEYS if as_text(inside.get(key))), None)
    if key is None:
        return payload | {otherwise: f"{as_text(payload.get(otherwise)) or ''} {mark}".lstrip()}
    inside = inside | {key: _with_mark(str(inside[key]), mark)}
    return payload | {holder: inside} if holder else inside


def _with_mark(text: str, mark: str) -> str:
    """Behind the first line; in front of one that ends in a colon, as the headings of stack traces do."""
    line_break = text.find("\n", 0, _NEAR)
    place = line_break if line_break >= 0 else min(len(text), _NEAR)
    if text[:place].rstrip().endswith(":"):
        return f"{mark} {text}"
    return f"{text[:place]} {mark}{text[place:]}"
