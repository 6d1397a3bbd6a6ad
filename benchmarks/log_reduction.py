"""Reads a generated log the whole way to patterns, beside a typed decode of the same file, and checks every count.

LOG is what a generator of labelled logs wrote: JSON lines, with LOG.labels and LOG.truth.json beside it; so are those
of --array and --larger. Each step runs in a process of its own; the ratios are medians of those taken one right after
the other, since a shared machine is not equally fast at all times. They are of processor time, but of the time that
went by where two threads are divided by. The peak is that of the steps, without the evidence that is made afterwards.
Needs msgspec; with --drain3 also drain3.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from collectors.logs.evidence import Found
from collectors.logs.first_step.engine import engine
from collectors.logs.first_step.grouping import Grouping
from collectors.logs.first_step.pieces import in_pieces
from collectors.logs.intake import layout_of
from collectors.logs.joining import group_whole, join
from collectors.logs.patterns.messages import MessagePatterns
from collectors.logs.patterns.routes import assign_routes
from collectors.logs.patterns.texts import TextTable
from collectors.logs.splits.split_entries import SplitEntries
from collectors.problem_tally import ProblemTally
from collectors.redaction import Redactor
from incidents.model.evidence import LogPattern, PlatformEvent, RequestStatistics

_RUNS = 5
_Step = Callable[[Path, int], dict[str, Any]]


def decode(log: Path, _: int) -> dict[str, Any]:
    """Msgspec's typed decode of every entry."""
    msgspec = import_module("msgspec")

    def struct(name: str, *fields: Any) -> Any:  # noqa: ANN401 - a type that is made here
        return msgspec.defstruct(name, fields)

    of_resource = struct("L", ("service_name", str, ""), ("revision_name", str, ""))
    text = (str | None, None)
    entry = struct(
        "Entry",
        ("timestamp", str, ""),
        ("insertId", str, ""),
        ("logName", str, ""),
        ("severity", str, ""),
        ("trace", *text),
        ("textPayload", *text),
        ("jsonPayload", dict[str, Any] | None, None),
        ("httpRequest", struct("H", ("requestMethod", str, ""), ("status", int, 0), ("latency", str, "")) | None, None),
        ("labels", struct("I", ("instanceId", str, "")) | None, None),
        ("resource", struct("R", ("labels", of_resource | None, None)) | None, None),
    )
    decoder = msgspec.json.Decoder(entry)
    began = time.process_time()
    with log.open("rb") as lines:
        entries = sum(1 for line in lines if decoder.decode(line) is not None)
    return {"seconds": time.process_time() - began, "entries": entries}


def reduce(log: Path, threads: int) -> dict[str, Any]:
    """From the file to patterns, routes and events in memory; evidence is made of them afterwards and checked."""
    redact = Redactor().redact
    with tempfile.TemporaryDirectory() as folder, engine(Path(folder), threads) as database:
        began, began_at = time.process_time(), time.perf_counter()
        layout = layout_of(log)
        assert layout is not None, "the log is too small to be read by the first step"
        grouping = Grouping(database, (_service(log),), None)
        group_whole(grouping, partial(in_pieces, {log: log.name}, layout, Path(folder)))
        join(grouping, Path(folder), SplitEntries(), ProblemTally())
        grouping.find_repeats()
        table = TextTable(database)
        MessagePatterns(table, redact, None).shapes()
        assign_routes(table, redact)
        seconds, wall = time.process_time() - began, time.perf_counter() - began_at
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        database.execute("DROP TABLE texts")
        found = Found.of(database, redact, None)
    counts: Counter[str] = Counter()
    for each in found.evidence:
        assert isinstance(each, LogPattern | RequestStatistics | PlatformEvent)
        counts[each.kind] += each.count
    entries = sum(counts.values())
    return {"seconds": seconds, "wall": wall, "peak_mb": peak, "entries": entries, "counts": dict(counts)}


def drain3(log: Path, entries: int) -> dict[str, Any]:
    """Drain3 with masks and settings of its own example, and a mask of UUIDs before them; every n-th line of the log.

    So it groups the labelled public samples as it is said to with its usual masks (GA .819, FGA .853); without a mask
    of UUIDs, or with the example's `_` between words, it does not. It takes as long for a line at the end of a million
    as for one at the beginning, so that some of them are enough.
    """
    drain, masking = import_module("drain3"), import_module("drain3.masking")
    config = import_module("drain3.template_miner_config").TemplateMinerConfig()
    before, after = r"((?<=[^A-Za-z0-9])|^)", r"((?=[^A-Za-z0-9])|$)"
    masks = (
        (r"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})", "UUID"),
        (r"(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))", "ID"),
        (r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", "IP"),
        (r"([0-9a-f]{6,} ?){3,}", "SEQ"),
        (r"([0-9A-F]{4} ?){4,}", "SEQ"),
        (r"(0x[a-f0-9A-F]+)", "HEX"),
        (r"([\-\+]?\d+)", "NUM"),
    )
    config.masking_instructions = [masking.MaskingInstruction(f"{before}{mask}{after}", name) for mask, name in masks]
    config.masking_instructions.append(masking.MaskingInstruction(r'(?<=executed cmd )(".+?")', "CMD"))
    config.mask_prefix, config.mask_suffix = "<:", ":>"
    config.drain_max_clusters = 1024
    miner = drain.TemplateMiner(config=config)
    with log.open("rb") as file:
        lines = list(islice(file, 0, None, max(1, _truth(log)["n"] // entries)))
    began = time.process_time()
    for line in lines:
        miner.add_log_message(_said(json.loads(line)))
    return {"seconds": time.process_time() - began, "entries": len(lines)}


def _said(entry: dict[str, Any]) -> str:
    """What is grouped here too: a request as a line, a traceback below its message."""
    request, payload = entry.get("httpRequest"), entry.get("jsonPayload", {})
    if request:
        return f"{request['requestMethod']} {request['requestUrl']} {request['status']}"
    said = entry.get("textPayload") or payload.get("message") or ""
    stack = payload.get("error", {}).get("traceback")
    return f"{said}\n{stack}" if stack else str(said)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints ratios; 1 where a count is not the truth's."""
    asked = _arguments(argv)
    taken: dict[str, list[dict[str, Any]]] = {}
    for _ in range(asked.runs):
        for name, (step, log, parameter) in _steps(asked).items():
            taken.setdefault(name, []).append(_apart(step, log, parameter))
    for name, runs in taken.items():
        peak = f", peak {max(each['peak_mb'] for each in runs)} MB" if "peak_mb" in runs[0] else ""
        seconds = [round(each["seconds"], 2) for each in runs]
        print(f"{name:20} {_per_entry(runs):7.2f} us of processor time an entry{peak}; {seconds} s")
    for what, one, other in _RATIOS:
        if one in taken and other in taken:
            of = "wall" if other == "two threads" else "seconds"
            pairs = zip(taken[one], taken[other], strict=True)
            ratio = statistics.median(_of_entry(ours, of) / _of_entry(theirs, of) for ours, theirs in pairs)
            print(f"{what}: {ratio:.2f}")
    logs = {"one thread": asked.log, "larger, two threads": asked.larger, "array": asked.array}
    return max(_check(log, taken[name][0]["counts"]) for name, log in logs.items() if name in taken)


_RATIOS = (
    ("one thread / typed decode (at most 3.0)", "one thread", "decode"),
    ("rate / rate of Drain3 (at least 12)", "drain3", "one thread"),
    ("one thread / two threads (at least 1.4)", "one thread", "two threads"),
    ("time an entry of the larger log / of this, one thread (at most 1)", "larger, one thread", "one thread"),
    ("time an entry of the larger log / of this, two threads (at most 1)", "larger, two threads", "two threads"),
    ("time an entry of an array / of lines (at most 1.7)", "array", "one thread"),
)


def _steps(asked: argparse.Namespace) -> dict[str, tuple[_Step, Path, int]]:
    steps: dict[str, tuple[_Step, Path, int]] = {"decode": (decode, asked.log, 1), "one thread": (reduce, asked.log, 1)}
    if asked.drain3:
        steps["drain3"] = (drain3, asked.log, asked.drain3)
    steps["two threads"] = (reduce, asked.log, 2)
    if asked.array:
        steps["array"] = (reduce, asked.array, 1)
    if asked.larger:
        steps["larger, one thread"] = (reduce, asked.larger, 1)
        steps["larger, two threads"] = (reduce, asked.larger, 2)
    return steps


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--runs", type=int, default=_RUNS)
    parser.add_argument("--drain3", type=int, metavar="ENTRIES", help="mine so many entries of the log with Drain3 too")
    parser.add_argument("--array", type=Path, help="an array of as many entries")
    parser.add_argument("--larger", type=Path, help="a larger log, for what grows with the number of entries")
    return parser.parse_args(argv)


def _check(log: Path, counts: dict[str, int]) -> int:
    """The generator's labels against what was counted, by kind of entry."""
    labels = array("H")
    labels.frombytes(Path(f"{log}.labels").read_bytes())
    classes = [each["class"] if each["kind"] != "s" else "system" for each in _truth(log)["templates"]]
    truth: Counter[str] = Counter()
    for label, times in Counter(labels).items():
        truth[classes[label]] += times
    expected = {
        "log-pattern": truth["msg"] + truth["tb"],
        "request-statistics": truth["req"],
        "platform-event": counts["platform-event"],
    }
    platform = truth["system"] + truth["audit"]
    right = all(counts[kind] == times for kind, times in expected.items()) and counts["platform-event"] >= platform
    print(f"counts {counts}, truth {dict(truth)}: {'equal' if right else 'NOT EQUAL'}")
    return 0 if right else 1


def _apart(step: _Step, log: Path, parameter: int) -> dict[str, Any]:
    """In a process of its own, so that memory is that of one step."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(step, (log, parameter))


def _truth(log: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(Path(f"{log}.truth.json").read_text(encoding="utf-8")))


def _service(log: Path) -> str:
    return str(_truth(log)["revisions"][0]).rsplit("-", 2)[0]


def _of_entry(run: dict[str, Any], seconds: str) -> float:
    return float(run[seconds] / run["entries"])


def _per_entry(runs: list[dict[str, Any]]) -> float:
    return statistics.median(_of_entry(each, "seconds") for each in runs) * 1e6


if __name__ == "__main__":
    sys.exit(main())
