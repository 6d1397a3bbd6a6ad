"""Measures how fast log text passes through the redactor, line by line on one core."""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from collectors.redaction import Redactor

_RUNS = 5
_GENERATED = 50_000
_TEMPLATES = (
    "2025-09-13T{hour:02}:{minute:02}:{second:02}.{number:06}Z INFO parcel.rates [{trace}] quoted {count} in {ms} ms",
    'INFO:     169.254.169.126:{port} - "GET /parcels/{number}?zone={count} HTTP/1.1" 200 OK',
    '{{"severity":"DEBUG","message":"cache hit for rates:v2:{number}","spanId":"{span}","elapsed":{ms}}}',
    "WARNING parcel.carriers - retry {count} of 5 after {ms} ms: upstream answered 503 to request {trace}",
    "ERROR sqlalchemy.pool - QueuePool limit of size {count} overflow 10 reached, timed out after {ms} ms",
    '  File "/srv/parcel_api/shipments.py", line {count}, in book\n    raise CarrierUnavailable(carrier_id)',
    "Revision parcel-api-{number:05}-{short} is serving 100% of traffic; commit {sha}",
    "shutting down worker {count}, {number} requests served since the last start",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a row for all lines, and one for the lines in which there is nothing to redact."""
    arguments = _arguments(argv)
    lines = generated(arguments.generate) if arguments.file is None else read(arguments.file)
    redactor = Redactor()
    clean = [line for line in lines if redactor.redact(line) == line]
    counted = ", ".join(f"{kind} {count}" for kind, count in redactor.counts.items()) or "nothing"
    print(f"{len(lines)} lines, {len(clean)} of them clean; redacted: {counted}")
    print(f"{'':10} {'MB':>8} {'MB/s':>8} {'us a line':>10} {'times a plain pass':>19}")
    for name, chosen in (("all", lines), ("clean", clean)):
        if chosen:
            print(_row(name, chosen, redactor))
    return 0


def generated(count: int) -> list[str]:
    """Clean log text: times, paths, identifiers, measures, and no secret; the same on every run."""
    chance = random.Random(7)
    return [_line(chance) for _ in range(count)]


def read(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def _line(chance: random.Random) -> str:
    return chance.choice(_TEMPLATES).format(
        hour=chance.randrange(24),
        minute=chance.randrange(60),
        second=chance.randrange(60),
        number=chance.randrange(100_000),
        count=chance.randrange(1, 100),
        ms=chance.randrange(1, 5_000),
        port=chance.randrange(16_000, 60_000),
        trace=f"{chance.getrandbits(128):032x}",
        span=f"{chance.getrandbits(64):016x}",
        sha=f"{chance.getrandbits(160):040x}",
        short=chance.choice(("abc", "x7k", "q2m")),
    )


def _row(name: str, lines: list[str], redactor: Redactor) -> str:
    size = sum(len(line.encode("utf-8", "surrogatepass")) for line in lines)
    seconds = _median(redactor.redact, lines)
    plain = _median(str.lower, lines)
    each = seconds / len(lines) * 1e6
    return f"{name:10} {size / 1e6:8.1f} {size / seconds / 1e6:8.1f} {each:10.1f} {seconds / plain:19.1f}"


def _median(work: Callable[[str], str], lines: list[str]) -> float:
    """Seconds of processor time, so that what else runs here counts little."""
    taken = []
    for _ in range(_RUNS):
        began = time.process_time()
        for line in lines:
            work(line)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", type=Path, nargs="?", help="a text file, of which each line is one text")
    source.add_argument(
        "--generate", type=int, nargs="?", const=_GENERATED, metavar="N", help=f"N clean lines (default: {_GENERATED})"
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
