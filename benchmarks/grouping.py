"""Groups messages the whole way from coarse masks to templates, and scores that on the log of a generator."""

import argparse
import json
import statistics
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from collectors.logs.entries.entry import as_object, as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.first_step.engine import engine
from collectors.logs.first_step.grouping import Grouping
from collectors.logs.first_step.relation import exported
from collectors.logs.joining import group_whole
from collectors.logs.masking.coarse import coarse_text, kept_sql, masked_sql, with_kept_sql
from collectors.logs.mining.mine import mine
from collectors.logs.patterns.counts import Counts
from collectors.logs.patterns.messages import MessagePatterns
from collectors.logs.patterns.texts import TextTable
from collectors.redaction import Redactor

_RUNS = 5


def group(messages: list[str]) -> list[str]:
    """A key for the statement of each message."""
    return [pattern for pattern, _ in _grouped(messages, kinds_apart=False)]


def group_by_kind(messages: list[str]) -> list[str]:
    """As the product groups: the statement, and its status or code."""
    return [f"{pattern}\n{kind}" for pattern, kind in _grouped(messages, kinds_apart=True)]


def _grouped(messages: list[str], *, kinds_apart: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    texts = [coarse_text(message) for message in messages]
    mining = mine(Counter(texts), kinds_apart=kinds_apart)
    for text in texts:
        pattern = mining.patterns[mining.pattern_of[text]]
        yield pattern.template, pattern.kept


def scores(truth: Sequence[str | int], groups: Sequence[str | int]) -> tuple[float, float]:
    """Grouping accuracy of messages, and F1 of groups that are exactly right."""
    keys: defaultdict[str | int, set[str | int]] = defaultdict(set)
    for right, found in zip(truth, groups, strict=True):
        keys[right].add(found)
    size, truth_size = Counter(groups), Counter(truth)
    exact = [each for each, found in keys.items() if len(found) == 1 and size[next(iter(found))] == truth_size[each]]
    precision, recall = len(exact) / len(size), len(exact) / len(truth_size)
    f1 = 2 * precision * recall / (precision + recall) if exact else 0.0
    return sum(truth_size[each] for each in exact) / len(truth), f1


def main(argv: Sequence[str] | None = None) -> int:
    """Scores the messages of a generated log, and prints how long each step took on one thread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path, help="JSON lines, beside which LOG.labels and LOG.truth.json lie")
    log = parser.parse_args(argv).log
    entries = list(_labelled(log, "msg"))
    truth, messages = [label for label, _ in entries], [_message(entry) for _, entry in entries]
    print(f"{len(messages)} messages of {len(set(truth))} templates, {len(set(messages))} of them distinct")
    _print_masking(messages)
    _print_whole_way(log, "tb", "tracebacks")
    counts = Counter(map(coarse_text, messages))
    for name, kinds_apart in (("statements", False), ("statements and kinds", True)):
        seconds = []
        for _ in range(_RUNS):
            start = time.perf_counter()
            mining = mine(counts, kinds_apart=kinds_apart)
            seconds.append(time.perf_counter() - start)
        found = [mining.pattern_of[coarse_text(message)] for message in messages]
        ga, fga = scores(truth, found)
        print(
            f"{name}: {len(counts)} texts to {len(mining.patterns)} patterns in {statistics.median(seconds):.2f} s, "
            f"GA {ga:.3f}, FGA {fga:.3f}"
        )
    return 0


def _labelled(log: Path, kind: str) -> Iterator[tuple[int, Json]]:
    """The label and the entry of each line of one kind: messages without their tracebacks, or tracebacks."""
    labels = array("H")
    labels.frombytes(Path(f"{log}.labels").read_bytes())
    known = json.loads(Path(f"{log}.truth.json").read_text(encoding="utf-8"))["templates"]
    wanted = {each["id"] for each in known if each["class"] == kind}
    with log.open(encoding="utf-8") as lines:
        for label, line in zip(labels, lines, strict=True):
            if label in wanted:
                yield label, json.loads(line)


def _message(entry: Json) -> str:
    return as_text(entry.get("textPayload")) or str(as_object(entry["jsonPayload"])["message"])


def _print_whole_way(log: Path, kind: str, name: str) -> None:
    """Entries through both steps of the product, each under its label as its revision, by which they are counted."""
    with TemporaryDirectory() as folder, engine(Path(folder), threads=1) as database:
        file, services = Path(folder) / "labelled.jsonl", set()
        with file.open("w", encoding="utf-8") as lines:
            for label, entry in _labelled(log, kind):
                labels = as_object(as_object(entry["resource"])["labels"])
                services.add(str(labels["service_name"]))
                labels["revision_name"] = str(label)
                lines.write(json.dumps(entry) + "\n")
        grouping = Grouping(database, sorted(services), None)
        group_whole(grouping, lambda: [exported({file: log.name}, "newline_delimited")])
        grouping.find_repeats()
        MessagePatterns(TextTable(database), Redactor().redact, None).shapes()
        found = [
            (each.revision, each.number)
            for each in Counts(database, "messages").stretches()
            for _ in range(each.entries)
        ]
    ga, fga = scores([label for label, _ in found], [number for _, number in found])
    size = f"{len(found)} of {len({label for label, _ in found})} to {len({number for _, number in found})}"
    print(f"{name} the whole way: {size} patterns, GA {ga:.3f}, FGA {fga:.3f}")


def _print_masking(messages: list[str]) -> None:
    """The time of the masks in DuckDB, over that of counting the distinct messages unmasked."""
    with duckdb.connect(":memory:", config={"threads": 1}) as database, TemporaryDirectory() as folder:
        file = Path(folder) / "messages.json"
        file.write_text("".join(json.dumps({"text": each}) + "\n" for each in messages), encoding="utf-8")
        database.execute("CREATE TABLE said AS SELECT text FROM read_json(?, columns={text: 'VARCHAR'})", [str(file)])
        parts = f"SELECT {masked_sql('text')} AS masked, {kept_sql('text')} AS kept FROM said"
        coarse = f"(SELECT {with_kept_sql('masked', 'kept')} AS text FROM ({parts}))"
        for name, relation in (("unmasked", "said"), ("masked", coarse)):
            seconds = []
            for _ in range(_RUNS):
                start = time.perf_counter()
                rows = database.execute(f"SELECT count(DISTINCT text) FROM {relation}").fetchall()
                seconds.append(time.perf_counter() - start)
            print(f"{name} in DuckDB: {rows[0][0]} distinct in {statistics.median(seconds):.2f} s")


if __name__ == "__main__":
    raise SystemExit(main())
