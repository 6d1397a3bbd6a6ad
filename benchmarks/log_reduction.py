"""Reads a generated log the whole way to patterns, beside a typed decode of the same file, and checks every count.

LOG is what a generator of labelled logs wrote: JSON lines or an array, with LOG.labels and LOG.truth.json beside it.
Each step runs in a process of its own; the ratios are medians of those taken one right after the other, since a shared
machine is not equally fast at all times. Needs msgspec; with --drain3 also drain3.
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
from importlib import import_module
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from collectors.logs.evidence import Found
from collectors.logs.first_step.engine import engine
from collectors.logs.first_step.grouping import Grouping
from collectors.logs.first_step.relation import exported
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
    began = time.perf_counter()
    with log.open("rb") as lines:
        entries = sum(1 for line in lines if decoder.decode(line) is not None)
    return {"seconds": time.perf_counter() - began, "entries": entries}


def reduce(log: Path, threads: int) -> dict[str, Any]:
    """From the file to patterns, routes and events in memory; evidence is made of them afterwards and checked."""
    redact = Redactor().redact
    with tempfile.TemporaryDirectory() as folder, engine(Path(folder), threads) as database:
        began = time.perf_counter()
        layout = layout_of(log)
        assert layout is not None, "the log is too small to be read by the first step"
        grouping = Grouping(database, (_service(log),), None)
        group_whole(grouping, exported({log: log.name}, layout))
        join(grouping, Path(folder), SplitEntries(), ProblemTally())
        grouping.find_repeats()
        table = TextTable(database)
        MessagePatterns(table, redact, None).shapes()
        assign_routes(table, redact)
        seconds = time.perf_counter() - began
        database.execute("DROP TABLE texts")
        found = Found.of(database, redact, None)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts: Counter[str] = Counter()
    for each in found.evidence:
        assert isinstance(each, LogPattern | RequestStatistics | PlatformEvent)
        counts[each.kind] += each.count
    return {"seconds": seconds, "peak_mb": peak, "records": len(found.evidence), "counts": dict(counts)}


def drain3(log: Path, _: int) -> dict[str, Any]:
    """Drain3 with the masks of its own examples on the same messages, read with the standard library's parser."""
    drain, masking = import_module("drain3"), import_module("drain3.masking")

    config = import_module("drain3.template_miner_config").TemplateMinerConfig()
    before, after = r"((?<=[^A-Za-z0-9])|^)", r"((?=[^A-Za-z0-9])|$)"
    masks = (
        (r"(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))", "ID"),
        (r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", "IP"),
        (r"([0-9a-f]{6,} ?){3,}", "SEQ"),
        (r"(0x[a-f0-9A-F]+)", "HEX"),
        (r"([\-\+]?\d+)", "NUM"),
    )
    config.masking_instructions = [masking.MaskingInstruction(f"{before}{mask}{after}", name) for mask, name in masks]
    miner = drain.TemplateMiner(config=config)
    began, entries = time.perf_counter(), 0
    with log.open("rb") as lines:
        for line in lines:
            entry = json.loads(line)
            said = entry.get("textPayload") or entry.get("jsonPayload", {}).get("message") or ""
            miner.add_log_message(said)
            entries += 1
    return {"seconds": time.perf_counter() - began, "entries": entries}


def main(argv: Sequence[str] | None = None) -> int:
    """Prints medians and ratios; 1 where a count is not the truth's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--runs", type=int, default=_RUNS)
    parser.add_argument("--drain3", type=Path, help="a smaller log of the same generator, for the rate of Drain3")
    parser.add_argument("--no-decode", action="store_true", help="for an array, which has no lines to decode")
    asked = parser.parse_args(argv)
    taken: dict[str, list[dict[str, Any]]] = {"decode": [], "one": [], "two": []}
    for _ in range(asked.runs):
        if not asked.no_decode:
            taken["decode"].append(_apart(decode, asked.log, 1))
        taken["one"].append(_apart(reduce, asked.log, 1))
        taken["two"].append(_apart(reduce, asked.log, 2))
    entries = sum(taken["one"][0]["counts"].values())
    for name, runs in taken.items():
        if runs:
            print(f"{name:7} median {_median(runs):7.2f} s of {[round(each['seconds'], 2) for each in runs]}")
    if taken["decode"]:
        pairs = zip(taken["one"], taken["decode"], strict=True)
        print(f"one thread / typed decode: {_ratio(pairs):.2f}")
    print(f"one thread / two threads: {_ratio(zip(taken['one'], taken['two'], strict=True)):.2f}")
    print(f"peak MB: one thread {_peak(taken['one'])}, two threads {_peak(taken['two'])}")
    print(f"per entry: {_median(taken['one']) / entries * 1e6:.2f} microseconds; {taken['one'][0]['records']} records")
    if asked.drain3:
        peer = _apart(drain3, asked.drain3, 1)
        rate = (entries / _median(taken["one"])) / (peer["entries"] / peer["seconds"])
        print(f"rate / rate of Drain3: {rate:.1f}")
    return _check(asked.log, taken["one"][0]["counts"])


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


def _apart(step: Callable[[Path, int], dict[str, Any]], log: Path, threads: int) -> dict[str, Any]:
    """In a process of its own, so that memory is that of one step."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(step, (log, threads))


def _truth(log: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(Path(f"{log}.truth.json").read_text(encoding="utf-8")))


def _service(log: Path) -> str:
    return str(_truth(log)["revisions"][0]).rsplit("-", 2)[0]


def _median(runs: list[dict[str, Any]]) -> float:
    return float(statistics.median(each["seconds"] for each in runs))


def _ratio(pairs: Any) -> float:  # noqa: ANN401 - a zip of two lists of runs
    return float(statistics.median(ours["seconds"] / theirs["seconds"] for ours, theirs in pairs))


def _peak(runs: list[dict[str, Any]]) -> int:
    return int(max(each["peak_mb"] for each in runs))


if __name__ == "__main__":
    sys.exit(main())
