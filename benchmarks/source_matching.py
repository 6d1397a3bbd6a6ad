"""Measures how fast distinct messages are matched with the statements of a large repository, on one core."""

import argparse
import random
import statistics
import sys
import sysconfig
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from collectors.git_history.python.python_syntax import parsed
from collectors.logs.masking.mask_text import Masker
from collectors.logs.source_templates.definitions import file_table
from collectors.logs.source_templates.extract import extract
from collectors.logs.source_templates.loggers import dotted
from collectors.logs.source_templates.place import Place
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.template import Hole, Part
from collectors.logs.source_templates.templates import SourceTemplates

_RUNS = 5
_LIBRARY = ("connection pool holds {} idle", "GET /parcels/{} answered 200", "worker {} is starting up")


def main(argv: Sequence[str] | None = None) -> int:
    """Prints seconds, and the ratio to masking the same texts."""
    arguments = _arguments(argv)
    chance = random.Random(11)
    statements = _statements(arguments.source, arguments.statements)
    texts = _texts(chance, statements, arguments.texts)
    began = time.process_time()
    tracemalloc.start()
    templates = SourceTemplates({"one": statements})
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{len(statements)} statements indexed in {time.process_time() - began:.2f} s (traced), {held / 1e6:.1f} MB")
    explained = sum(templates.explain(text, place=place) is not None for text, place in texts)
    print(f"{len(texts)} texts, {explained} explained")
    bare = [text for text, _ in texts]
    masking = _median(lambda: _masked(bare))
    for name, work in (
        ("text alone", lambda: [templates.explain(text) for text in bare]),
        ("text and logger", lambda: [templates.explain(text, place=place) for text, place in texts]),
    ):
        seconds = _median(work)
        print(
            f"{name:16} {seconds:6.2f} s {seconds / len(texts) * 1e6:6.1f} us a text, "
            f"{seconds / masking:5.2f} times masking the same texts"
        )
    return 0


def _statements(folder: Path, count: int) -> list[LogStatement]:
    """The first distinct messages of a real body of code; the files are on disk and nobody's secret."""
    found: dict[tuple[Part, ...], LogStatement] = {}
    for file in sorted(folder.rglob("*.py")):
        tree = None if "test" in file.as_posix() else parsed(file.read_bytes())
        if tree is None:
            continue
        path = file.relative_to(folder).as_posix()
        for each in extract({path: file_table(path, tree)}):
            if each.letters > 3 and len(found) < count:
                found.setdefault(each.parts, replace(each, kind="logging", error_type=None, logger=dotted(path)))
        if len(found) >= count:
            break
    return list(found.values())


def _texts(chance: random.Random, statements: list[LogStatement], count: int) -> list[tuple[str, Place]]:
    """Four of five are printed by a statement; the others are a library's."""
    found: dict[str, Place] = {}
    while len(found) < count:
        if chance.random() < 0.8:
            statement = chance.choice(statements)
            values = [part if isinstance(part, str) else _value(chance, part) for part in statement.parts]
            found["".join(values)] = Place(logger=statement.logger)
        else:
            found[chance.choice(_LIBRARY).format(chance.randrange(10**9))] = Place(logger="driver.pool")
    return list(found.items())


def _value(chance: random.Random, hole: Hole) -> str:
    if hole.numeric:
        return str(chance.randrange(10**5))
    return chance.choice((f"{chance.getrandbits(64):x}", f"user-{chance.randrange(10**4)}", "timed out, giving up"))


def _masked(texts: list[str]) -> list[str]:
    masker = Masker()
    return [masker.mask(text) for text in texts]


def _median(work: Callable[[], object]) -> float:
    """Seconds of processor time, so that what else runs here counts little."""
    taken = []
    for _ in range(_RUNS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--source",
        type=Path,
        default=Path(sysconfig.get_path("stdlib")),
        help="Python files (default: its own library)",
    )
    parser.add_argument("--statements", type=int, default=5000)
    parser.add_argument("--texts", type=int, default=40_000)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
