"""What entries of a request tell in plain fields, what its address asks for, and which instance answered it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

import duckdb
import numpy as np

from collectors.logs.fields.sampled import Sampled
from collectors.logs.first_step.rows import rows
from collectors.logs.messages.said_beside import ELSEWHERE, written

Field = tuple[str, str]
"""The name of a field and its value."""

INSTANCE = "instance"
AGENT = "user agent"
_LONGEST_PAYLOAD = 20_000
_LONGEST_NAME = 60
_LONGEST_VALUE = 80
_MOST = 60


def told(
    database: duckdb.DuckDBPyConnection, pieces: Iterable[str], requests: list[Sampled]
) -> Mapping[Sampled, frozenset[Field]]:
    """Of all entries that a request's own service wrote with its trace."""
    of_trace: defaultdict[tuple[str, str], set[Field]] = defaultdict(set)
    traces = np.array(sorted({each.trace for each in requests}), dtype=object)
    database.register("given", {"trace": traces})
    database.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT CAST(trace AS VARCHAR) AS trace FROM given")
    database.unregister("given")
    for piece in pieces:
        query = f"""SELECT service, trace, payload FROM ({piece}) JOIN wanted USING (trace)
WHERE payload IS NOT NULL AND is_request IS NOT TRUE AND length(payload) <= {_LONGEST_PAYLOAD}"""
        for service, trace, payload in rows(database, query):
            of_trace[service, trace].update(_fields(payload))
    return {each: frozenset((*of_trace[each.service, each.trace], *_of_request(each))) for each in requests}


def _fields(payload: str) -> list[Field]:
    """Of an object and of the objects in it, in the order of their names, as many as one can look at."""
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError):
        return []
    return sorted(_plain(document, ""))[:_MOST] if isinstance(document, dict) else []


def _plain(document: Mapping[str, object], within: str) -> Iterator[Field]:
    for name, value in document.items():
        if isinstance(value, dict) and not within:
            yield from _plain(value, f"{name}.")
            continue
        text = written(value)
        if text is not None and name not in ELSEWHERE and "/" not in name and len(text) <= _LONGEST_VALUE:
            yield f"{within}{name}"[:_LONGEST_NAME], text


def _of_request(request: Sampled) -> Iterator[Field]:
    if request.instance:
        yield INSTANCE, request.instance
    product = request.agent.partition(" ")[0]
    if product and len(product) <= _LONGEST_VALUE:
        yield AGENT, product
    try:
        asked = parse_qsl(urlsplit(request.url).query, max_num_fields=_MOST)
    except ValueError:
        return  # an address that is none, or asks for too much
    for name, value in asked:
        if name and len(value) <= _LONGEST_VALUE:
            yield f"?{name}"[:_LONGEST_NAME], value
