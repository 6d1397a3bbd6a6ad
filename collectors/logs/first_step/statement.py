"""The SQL of the first step: what an entry is, what is masked of it, and what is counted of those that are alike.

It is written in what DuckDB and BigQuery share, over the relation `entries`. `fingerprint`, `in_order`, `part_of` and
`strings_at` are macros in the one and functions to be created in the other.
"""

from collections.abc import Sequence
from typing import Literal

from collectors.logs.entries.moment import MINUTE
from collectors.logs.entries.torn_places import TRACE_LINE
from collectors.logs.first_step.rows import quoted
from collectors.logs.masking.coarse import kept_sql, masked_sql, with_kept_sql
from collectors.logs.messages.json_message import (
    ERROR_HOLDERS,
    ERROR_KEYS,
    HELD_ERROR_KEYS,
    LEVEL_KEYS,
    LOGGER_KEYS,
    MESSAGE_KEYS,
    NAMED_BESIDE,
    OUTER_MESSAGE_KEYS,
    OUTER_TYPE_KEYS,
    STACK_KEYS,
)
from collectors.logs.messages.programs import CALLERS

SECOND = 1_000_000_000
_SAID_KEYS = (*MESSAGE_KEYS, *STACK_KEYS, *OUTER_TYPE_KEYS, *OUTER_MESSAGE_KEYS)
_BESIDE_KEYS = (*LEVEL_KEYS, *LOGGER_KEYS, "name", *(key for key in NAMED_BESIDE if key.startswith("level")))
_SPECIAL_KEYS = (*_SAID_KEYS[1:], *ERROR_KEYS, *LEVEL_KEYS, *LOGGER_KEYS, *NAMED_BESIDE)
_ERROR_PATHS = (
    *(f'$."{key}"' for key in ERROR_KEYS),
    *(f'$."{holder}"."{key}"' for holder in ERROR_HOLDERS for key in HELD_ERROR_KEYS),
)
_FIELDS = (*(f'$."{key}"' for key in _SAID_KEYS), *_ERROR_PATHS, *(f'$."{key}"' for key in _BESIDE_KEYS))
_ERRORS_FROM = len(_SAID_KEYS) + 1
_BESIDE_FROM = _ERRORS_FROM + len(_ERROR_PATHS)
_AUDIT_PATHS = (
    *("$.methodName", "$.resourceName", "$.status.message", "$.request.service.spec.template.metadata.name"),
    *("$.request.service.template.revision", "$.response.status.latestCreatedRevisionName"),
    *("$.response.status.conditions",),
)
_USER_PATHS = ("$.user_id", "$.userId", "$.uid", "$.context.user_id", "$.context.userId", "$.user.id")
_SESSION_PATHS = (
    *("$.session_id", "$.sessionId", "$.sessionID", "$.sid", '$."session.id"', '$."session-id"'),
    *("$.context.session_id", "$.context.sessionId", "$.session.id", "$.session"),
)
_LOUD = "severity IS NULL OR severity NOT IN ('DEFAULT', 'DEBUG', 'INFO', 'NOTICE')"
_LONG = 4000
# Segments that name one thing; the finer mask of the route takes a nought for the same.
_IDS = r"/(?:\d+|[A-Za-z]+[_-]\d{3,}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F-]{22}|[0-9a-fA-F]{24,64})\b"
_OUTPUT = "(ends_with(log_name, '%2Fstderr') OR ends_with(log_name, '%2Fstdout'))"
# A request may run for an hour at most; https://cloud.google.com/run/docs/configuring/request-timeout
_LONGEST_REQUEST = 2 * 3600
WITHOUT_MESSAGE = "\x1e"
"""The first character of the coarse text of a payload without any message."""

BEYOND = "\x1d"
"""The coarse text of all entries whose own is beyond the bound."""

LONGEST_SAID = 600
"""Characters of the first and the last of the texts of a group, in the order of characters."""

_ONE_ENTRY = "concat(ns, chr(30), insert_id, chr(30), instance, chr(30), trace, chr(30), part, chr(30), text)"
STREAM = "concat(service, chr(30), revision, chr(30), instance, chr(30), trace, chr(30), log_name)"
"""Entries that one process wrote one after another, as far as can be told."""

EXEMPLAR = (
    "insert_id",
    "trace",
    "instance",
    "text",
    "payload",
    "audit",
    "operation",
    "part",
    "method",
    "url",
    "latency",
)
"""What is kept of the earliest entry of a group, beside what the whole group shares."""


# The words without the time in front of them, which differs from entry to entry.
_SAID = rf"substr(regexp_replace(words, '^[0-9/:.,TZ +\[\]()-]+', ''), 1, {LONGEST_SAID})"

# What the platform says of a request has to be read.
_WITHOUT_END = "(fate = 'app' OR (fate = 'request' AND text IS NULL))"
_TRACE_LINE = f"^(?:{TRACE_LINE})"
Lines = Literal["counted", "held", "kept"]
"""What becomes of single lines of stack traces."""


def group_entries(
    services: Sequence[str], until: int | None, lines: Lines, *, may_repeat: bool = True, bounded: bool = False
) -> str:
    """One row for each group of entries that are alike.

    Single lines of stack traces are counted by stream and second, or every line of the streams and seconds in the
    relation `places` is given out by itself, or they are kept like all others. Entries that may not repeat get no
    fingerprints. Where `bounded`, texts that are not in the relation `frequent` are one text, BEYOND.
    """
    known = "CASE WHEN insert_id <> '' THEN print END" if may_repeat else "CAST(NULL AS UBIGINT)"
    coarse = f"CASE WHEN is_beyond THEN chr({ord(BEYOND)}) ELSE coarse END AS coarse" if bounded else "coarse"
    return f"""
{_masked(services, until, lines)}
SELECT fate, file, service, revision, severity, log_name, {coarse}, alone,
  count(*) AS entries, min(ns) AS first_ns, max(ns) AS last_ns,
  arg_min(struct_pack({", ".join(f"{each} := {each}" for each in EXEMPLAR)}, print := print), {_order()}) AS earliest,
  list({known}) AS prints,
  list(CAST(ns // {MINUTE} AS INTEGER)) AS minutes,
  list(took) FILTER (WHERE fate = 'request') AS latencies,
  list(fingerprint_of(CASE WHEN loud THEN trace END)) FILTER (WHERE loud AND trace <> '') AS traces,
  list(fingerprint_of(CASE WHEN loud THEN instance END)) FILTER (WHERE loud AND instance <> '') AS instances,
  list(fingerprint_of(who)) FILTER (WHERE who <> '') AS users,
  list(fingerprint_of(session)) FILTER (WHERE session <> '') AS sessions,
  min(shown) AS lowest, max(shown) AS highest
FROM {_with_beyond() if bounded else "masked"} GROUP BY ALL"""


def count_texts(services: Sequence[str], until: int | None, lines: Lines) -> str:
    """How many entries there are of each text of which there may be without end."""
    return f"""
{_masked(services, until, lines)}
SELECT {text_id()} AS text_id, count(*) AS entries FROM masked WHERE {_WITHOUT_END} GROUP BY text_id"""


def text_id() -> str:
    """What a text has in common, whatever revision logged it and into whichever file."""
    of_event = "CASE WHEN fate = 'event' THEN concat(log_name, chr(29), revision) END"
    parts = ("fate", "service", "severity", "coarse", "alone", of_event)
    return f"fingerprint_of(concat({', chr(29), '.join(parts)}))"


def _with_beyond() -> str:
    return f"""(SELECT masked.*, frequent.text_id IS NULL AND {_WITHOUT_END} AS is_beyond
  FROM masked LEFT JOIN frequent ON frequent.text_id = {text_id()})"""


def _masked(services: Sequence[str], until: int | None, lines: Lines) -> str:
    return f"""WITH sorted_out AS (
  SELECT *, {_fate(services, until, lines)} AS fate FROM {_with_places() if lines == "held" else "entries"}
), opened AS (
  SELECT *, strings_at(payload, '$.message') AS message FROM sorted_out
), told AS (
  SELECT *, {_tells_more()} AS tells_more FROM opened
), listed AS (
  SELECT *, CASE WHEN tells_more THEN strings_at(payload, {_paths(_FIELDS)}) END AS fields FROM told
), parted AS (
  SELECT *, {_joined(1, _ERRORS_FROM - 1)} AS own_words, {_joined(_ERRORS_FROM, _BESIDE_FROM - 1)} AS errors
  FROM listed
), worded AS (
  -- Once for all: what stands in several branches is computed in each of them.
  SELECT *, {_payload_words()} AS payload_words, CASE WHEN fate = 'request' THEN {_caller()} END AS caller FROM parted
), said AS (
  SELECT *, CASE fate
      WHEN 'app' THEN coalesce(text, payload_words, '')
      WHEN 'request' THEN {_path("url")}
      WHEN 'event' THEN coalesce({_audited()}, text, payload_words, '') END AS said,
    CASE WHEN fate = 'request' THEN TRY_CAST(rtrim(latency, 's') AS DECIMAL(18, 9)) END AS stated,
    {_alone(lines)} AS alone,
    fingerprint(insert_id, ns, log_name, service, coalesce(text, payload, url, audit), part) AS print
  FROM worded
), shortened AS (
  SELECT *, stated BETWEEN 0 AND {_LONGEST_REQUEST} AS is_duration, fate IN ('app', 'event') AND ({_LOUD}) AS loud,
    CASE WHEN length(said) > {2 * _LONG} THEN substr(said, 1, {_LONG}) || chr(30) || substr(said, -{_LONG})
      ELSE said END AS words
  FROM said
), holed AS (
  SELECT *, CASE WHEN is_duration THEN stated END AS took,
    CASE WHEN loud AND payload IS NOT NULL THEN {_user()} END AS who,
    CASE WHEN loud AND regexp_matches(payload, '"(?:sid|session[^" ]{{0,5}})":') THEN {_session()} END AS session,
    CASE WHEN loud THEN {_SAID} END AS shown,
    CASE WHEN fate = 'request' THEN {_request_words()} ELSE {masked_sql("words")} END AS holed,
    CASE WHEN fate <> 'request' THEN {kept_sql("words")} END AS kept
  FROM shortened
), masked AS (
  SELECT *, {with_kept_sql("holed", "kept")} AS coarse FROM holed
)"""


def _order() -> str:
    """By time, and then by anything that does not depend on the order of reading."""
    return "in_order(ns, print)"


def _fate(services: Sequence[str], until: int | None, lines: Lines) -> str:
    late = f"WHEN ns > {until} THEN 'late'" if until is not None else ""
    single = {
        "counted": f"WHEN {_is_trace_line()} THEN 'line'",
        "held": "WHEN in_place AND text IS NOT NULL THEN 'held'",
        "kept": "",
    }
    # What nearly all entries are in is told without an expression.
    output = f"CASE {single[lines]} ELSE 'app' END" if single[lines] else "'app'"
    return f"""CASE
    WHEN service IS NULL AND ns IS NULL AND insert_id IS NULL AND log_name IS NULL AND text IS NULL AND NOT labelled
      THEN 'unread'
    WHEN service IS NULL AND NOT labelled THEN 'no entry'
    WHEN service IS NULL THEN 'other resource'
    WHEN ns IS NULL THEN 'timeless'
    WHEN service NOT IN ({", ".join(quoted(each) for each in services)}) THEN 'outside'
    {late}
    WHEN part IS NOT NULL THEN 'part'
    WHEN {_OUTPUT} AND audit IS NULL THEN {output}
    WHEN {_in_log("requests")} OR (is_request AND NOT {_in_log("stdout|stderr")}) THEN 'request'
    WHEN audit IS NOT NULL OR {_in_log("varlog/system|varlog%2Fsystem|activity|system_event|data_access|policy")}
      THEN 'event'
    ELSE {output} END"""


def _audited() -> str:
    return f"""CASE WHEN audit IS NOT NULL
    THEN concat(array_to_string(strings_at(audit, {_paths(_AUDIT_PATHS)}), chr(30)), chr(30), operation) END"""


def _tells_more() -> str:
    """Whether a payload has fields that count beside a plain message; most have none, which is seen without a list."""
    special = f'"(?:{"|".join(each.replace(".", "[.]") for each in _SPECIAL_KEYS)})":'
    return f"""payload IS NOT NULL AND (message IS NULL OR message = '' OR left(message, 1) = '{{'
    OR regexp_matches(payload, {quoted(special)}))"""


def _payload_words() -> str:
    """Errors are taken apart: what stands in braces or in quotes would be masked as one value."""
    bare = "replace(replace(replace(errors, '\\n', chr(10)), '{', ' '), chr(34), ' ')"
    apart = f"CASE WHEN errors <> '' THEN concat(' ', chr(30), ' ', {bare}) END"
    beside = _joined(_BESIDE_FROM, len(_FIELDS))
    return f"""CASE WHEN tells_more IS NOT TRUE THEN message
        WHEN own_words = '' AND errors = '' THEN {_keys_and_values()}
        ELSE concat(own_words, {apart}, ' ', chr(30), ' ', {beside}) END"""


def _keys_and_values() -> str:
    """Of a payload without any message, which as it is would be masked as one value; the mark tells that it is one."""
    keyed = f"""regexp_replace(payload, {quoted('[{,]?"([^"]+)":')}, ' \\1=', 'g')"""
    return f"concat(chr({ord(WITHOUT_MESSAGE)}), replace(replace({keyed}, chr(34), ''), '}}', ''))"


def _joined(first: int, last: int) -> str:
    """Some of the fields, of which most rows have none."""
    joined = f"array_to_string(part_of(fields, {first}, {last}), ' ' || chr(30) || ' ')"
    return f"CASE WHEN tells_more THEN coalesce({joined}, '') END"


def _request_words() -> str:
    """Method, path without ids, whether the latency is none, and what the platform adds."""
    path = _without_ids("said")
    return f"""concat(method, chr(30), {path}, chr(30), latency IS NOT NULL AND is_duration IS NOT TRUE, chr(30),
      substr(text, 1, 300))"""


def masked_path(url: str) -> str:
    """The path of a column of addresses as the words of a request's group hold it."""
    return _without_ids(_path(url))


def _path(url: str) -> str:
    return f"regexp_extract(substr({url}, 1, 4000), '^[^?#]*')"


def _without_ids(path: str) -> str:
    return f"regexp_replace({path}, {quoted(_IDS)}, '/0', 'g')"


def _caller() -> str:
    return f"regexp_extract(agent, {quoted(CALLERS)})"


def _alone(lines: Lines) -> str:
    """What keeps an entry from being grouped with others: status and caller, or all that tells lines apart."""
    single = {
        "counted": f"WHEN 'line' THEN concat(instance, chr(30), trace, chr(30), ns // {SECOND})",
        "held": f"WHEN 'held' THEN {_ONE_ENTRY}",
        "kept": "",
    }
    # Each deployment is kept by itself, since of a share of the traffic that was set twice both times matter.
    deployment = (
        "WHEN 'event' THEN CASE WHEN strings_at(audit, '$.request.service') IS NOT NULL THEN concat(ns, insert_id) END"
    )
    return f"""CASE fate WHEN 'app' THEN NULL WHEN 'part' THEN {_ONE_ENTRY} {single[lines]} {deployment}
    WHEN 'request' THEN CASE WHEN caller <> '' THEN concat(coalesce(status, ''), chr(30), caller) ELSE status END END"""


def _with_places() -> str:
    return f"""(SELECT entries.*, places.stream IS NOT NULL AS in_place FROM entries LEFT JOIN places
    ON places.second = ns // {SECOND} AND places.stream = {STREAM})"""


def _is_trace_line() -> str:
    whole = "left(text, 9) = 'Traceback' AND regexp_matches(text, '\\n+[^\\n]')"
    return f"(text IS NOT NULL AND regexp_matches(text, {quoted(_TRACE_LINE)}) AND NOT ({whole}))"


def _user() -> str:
    return f"array_to_string(strings_at(payload, {_paths(_USER_PATHS)}), chr(30))"


def _session() -> str:
    """What all ids have is a digit: under the plain name stand states and whole objects as well."""
    told = f"array_to_string(strings_at(payload, {_paths(_SESSION_PATHS)}), chr(30))"
    return rf"regexp_extract({told}, '^[^{{\[\x1e]*[0-9][^{{\[\x1e]*')"


def _in_log(names: str) -> str:
    return f"coalesce(regexp_matches(log_name, '(?:^|/|%2[Ff])(?:{names})$'), FALSE)"


def _paths(paths: Sequence[str]) -> str:
    return f"[{', '.join(quoted(each) for each in paths)}]"
