"""Entries as one flat relation, whether Cloud Logging exported the file or this program wrote it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from collectors.logs.first_step.rows import quoted

Layout = Literal["newline_delimited", "array"]
"""How a file of exported entries is laid out."""

COLUMNS = (
    *("file", "ns", "service", "revision", "severity", "log_name", "insert_id", "instance", "trace", "labelled"),
    *("text", "payload", "audit", "operation", "part", "is_request", "method", "url", "status", "latency", "agent"),
)
LARGEST_ENTRY = 1 << 20
"""Bytes of one entry; Cloud Logging takes none above 256 KB. DuckDB holds some of these for each thread."""

_EXPORTED = {
    "timestamp": "VARCHAR",
    "insertId": "VARCHAR",
    "severity": "VARCHAR",
    "logName": "VARCHAR",
    "trace": "VARCHAR",
    "textPayload": "VARCHAR",
    "jsonPayload": "JSON",
    "protoPayload": "JSON",
    "httpRequest": (
        "STRUCT(requestMethod VARCHAR, requestUrl VARCHAR, status VARCHAR, latency VARCHAR, userAgent VARCHAR)"
    ),
    "operation": "JSON",
    "split": "JSON",
    "resource": "STRUCT(labels STRUCT(service_name VARCHAR, revision_name VARCHAR))",
    "labels": "STRUCT(instanceId VARCHAR)",
}
_SPOOLED = {
    **dict.fromkeys(COLUMNS, "VARCHAR"),
    "ns": "BIGINT",
    "labelled": "BOOLEAN",
    "is_request": "BOOLEAN",
}


def exported(files: Mapping[Path, str], layout: Layout, *, lenient: bool = False) -> str:
    """Files of Cloud Logging's own JSON, with their names. Only a time that ends in Z is one here.

    What cannot be read is an error, which is found out sooner than the row of NULLs that it becomes where `lenient`.
    """
    # All rows of a file share its name, so that this is looked up once for some thousands of them.
    names = " ".join(f"WHEN {quoted(str(path.absolute()))} THEN {quoted(name)}" for path, name in files.items())
    return f"""
SELECT CASE filename {names} END AS file,
  CASE WHEN suffix(timestamp, 'Z') THEN epoch_ns(TRY_CAST(timestamp AS TIMESTAMP_NS)) END AS ns,
  nullif(resource.labels.service_name, '') AS service,
  coalesce(nullif(resource.labels.revision_name, ''), 'unknown') AS revision, severity,
  logName AS log_name, insertId AS insert_id, labels.instanceId AS instance, trace,
  resource.labels IS NOT NULL AS labelled, textPayload AS text, CAST(jsonPayload AS VARCHAR) AS payload,
  CAST(protoPayload AS VARCHAR) AS audit, CAST(operation AS VARCHAR) AS operation, CAST(split AS VARCHAR) AS part,
  httpRequest IS NOT NULL AS is_request, httpRequest.requestMethod AS method, httpRequest.requestUrl AS url,
  httpRequest.status AS status, httpRequest.latency AS latency,
  httpRequest.userAgent AS agent
FROM {_read(tuple(files), layout, _EXPORTED, lenient=lenient)}"""


def spooled(files: Sequence[Path]) -> str:
    """Files that `collectors.logs.spool` wrote."""
    return f"SELECT {', '.join(COLUMNS)} FROM {_read(files, 'newline_delimited', _SPOOLED, lenient=True)}"


def _read(files: Sequence[Path], layout: Layout, columns: dict[str, str], *, lenient: bool) -> str:
    names = ", ".join(quoted(_literal(str(file.absolute()))) for file in files)
    typed = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
    return (
        f"read_json([{names}], format={quoted(layout)}, columns={{{typed}}}, ignore_errors={str(lenient).lower()},"
        f" filename=true, hive_partitioning=false, compression='auto_detect', maximum_object_size={LARGEST_ENTRY})"
    )


def _literal(path: str) -> str:
    """The path with what a pattern would take for a wildcard written as itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)
