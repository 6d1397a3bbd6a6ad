"""What GitHub's own description says against a request and against its answer.

`tests/data/github_openapi` holds the description, cut down to the paths that the stand-in answers.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker

from incidents.model.instant import Instant
from tests.data.github_openapi.trim import TRIMMED
from tests.loopback_github.http_loopback import Reply, Seen

# GitHub answers these to any question, and describes them only where they are peculiar.
_ANYWHERE = {"401", "403", "404", "429", "500", "502", "503", "504"}
_MOVED = {"301", "307"}
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(held: object) -> bool:
    return not isinstance(held, str) or bool(Instant.parse(held))


class Operation(NamedTuple):
    """One method of one path; `given` are the values in the path."""

    path: str
    described: Any
    given: dict[str, str]


def exchange_faults(seen: Seen, reply: Reply, below: str) -> list[str]:
    """What is wrong with a request and its answer; `below` is the path without what an Enterprise puts before it."""
    operation = _operation(seen.method, below)
    if operation is None:
        # What is not there is answered so, whether it is described or not.
        return [] if reply.status in {401, 404} else [f"{seen.method} {below} is not described"]
    where = f"{seen.method} {operation.path}"
    found = [*_request_faults(operation, seen), *_answer_faults(operation, reply)]
    return [f"{where}: {each}" for each in found]


@cache
def _description() -> Any:
    """With `nullable` of OpenAPI 3.0 in the words of JSON Schema."""
    return _worded(json.loads(TRIMMED.read_text(encoding="utf-8")))


def _worded(held: Any) -> Any:
    if isinstance(held, list):
        return [_worded(each) for each in held]
    if not isinstance(held, dict):
        return held
    worded = {key: _worded(value) for key, value in held.items()}
    if worded.pop("nullable", None) is True:
        return {"anyOf": [{"type": "null"}, worded]}
    return worded


def _operation(method: str, below: str) -> Operation | None:
    # Under its number a repository answers as under its name.
    named = re.sub(r"^/repositories/\d+", "/repos/owner/repo", below)
    for path, methods in _description()["paths"].items():
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)
        found = re.fullmatch(pattern, named)
        if found and method.lower() in methods:
            return Operation(path, methods[method.lower()], found.groupdict())
    return None


def _request_faults(operation: Operation, seen: Seen) -> Iterator[str]:
    parameters = {each["name"]: each for each in map(_resolved, operation.described.get("parameters", []))}
    for name, value in {**operation.given, **seen.query}.items():
        if name not in parameters:
            yield f"there is no parameter {name}"
        else:
            yield from (f"{name}: {each}" for each in _mismatches(_typed(value, parameters[name]), parameters[name]))
    yield from _body_faults(operation, seen)


def _typed(value: str, parameter: Any) -> object:
    """The value as the text of an address means it."""
    kinds = {each.get("type") for each in (parameter["schema"], *parameter["schema"].get("oneOf", []))}
    return int(value) if "integer" in kinds and value.isdecimal() else value


def _body_faults(operation: Operation, seen: Seen) -> Iterator[str]:
    described = operation.described.get("requestBody")
    if not seen.body:
        if described is not None and described.get("required"):
            yield "its body is missing"
        return
    if described is None:
        yield "it takes no body"
        return
    if seen.headers.get("content-type", "").partition(";")[0] != "application/json":
        yield "its body is not said to be JSON"
    body, held = json.loads(seen.body), described["content"]["application/json"]
    yield from _mismatches(body, held)
    # GitHub reads over a misspelt field.
    known = _fields(held["schema"])
    yield from (f"there is no field {name}" for name in sorted(set(body) - known))


def _fields(schema: Any) -> set[str]:
    below = [each for key in ("oneOf", "anyOf", "allOf") for each in schema.get(key, [])]
    return set(schema.get("properties", {})).union(*map(_fields, below))


def _answer_faults(operation: Operation, reply: Reply) -> Iterator[str]:
    status, answers = str(reply.status), operation.described["responses"]
    if status not in answers and status not in _ANYWHERE | _MOVED:
        yield f"no answer {status} is described"
        return
    answer = _resolved(answers[status]) if status in answers else _basic_error()
    held = answer.get("content", {}).get("application/json")
    if held is None:
        if reply.body:
            yield f"an answer {status} has no body"
        return
    if not reply.headers.get("Content-Type", "").startswith("application/json"):
        yield f"an answer {status} is not said to be JSON"
    yield from (f"answer {status}: {each}" for each in _mismatches(json.loads(reply.body), held))


def _basic_error() -> Any:
    return _description()["components"]["responses"]["not_found"]


def _resolved(held: Any) -> Any:
    """What a reference of the description stands for."""
    while "$ref" in held:
        _, _, kind, name = held["$ref"].split("/")
        held = _description()["components"][kind][name]
    return held


def _mismatches(value: object, held: Any) -> list[str]:
    """What a schema says against a value; a list of many objects is judged object by object, each of them once."""
    schema = _resolved(held["schema"])
    if isinstance(value, list) and schema.get("type") == "array":
        return [each for item in value for each in _judged(_text(item), _text(schema["items"]))]
    return list(_judged(_text(value), _text(held["schema"])))


def _text(held: object) -> str:
    return json.dumps(held, sort_keys=True)


@cache
def _judged(value: str, schema: str) -> tuple[str, ...]:
    found = _validator(schema).iter_errors(json.loads(value))
    return tuple(sorted(f"{each.json_path} {each.message}"[:500] for each in found))


@cache
def _validator(schema: str) -> Draft202012Validator:
    # Its references begin at the root of the description, of which the schema becomes a part here.
    anchored = {**json.loads(schema), "components": _description()["components"]}
    return Draft202012Validator(anchored, format_checker=_FORMATS)
