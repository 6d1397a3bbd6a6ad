"""The one contract of all collectors: whatever lies in the files, only evidence and readings come back."""

import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Collector
from incidents.build.sources import sources
from tests.collectors.contract.damage import DAMAGES, damaged
from tests.collectors.contract.fixture import CASE, Fixture, plain
from tests.collectors.contract.fixtures import FIXTURES, fixture_of
from tests.collectors.contract.positions import Position, positions_of
from tests.collectors.contract.secrets_in_files import RULES, Secrets
from tests.collectors.contract.terms import accounted, kept, stored

_LONGEST_S = 120
_MANY = 15
_OTHER_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e308,
    10**400,
    float("nan"),
    "",
    "9" * 400,
    "\ud800 half a pair",
    "\x00\x1b[2J\u202e\r\n",
    "../../../etc/passwd",
    "2026-13-45T99:99:99Z",
    [],
    {},
    [[]],
    {"a": {"b": None}},
)

every_collector = pytest.mark.parametrize("collector", sources(), ids=lambda each: each.name)


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder to stand in and one for temporary files, and an end for what waits forever."""
    standing, temporary = tmp_path_factory.mktemp("standing"), tmp_path_factory.mktemp("temporary")
    monkeypatch.chdir(standing)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def too_long(*_: object) -> None:
        raise TimeoutError(f"the collector took longer than {_LONGEST_S} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(_LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    assert not any(standing.iterdir()), "a collector wrote into the folder it was called in"


def written(root: Path, fixture: Fixture, mark: Callable[[str], str] = plain, case: str = CASE) -> Path:
    fixture.write(root / case, mark)
    return root


def sampled(case: Path) -> list[Position]:
    """Some of the positions, spread over all files."""
    positions = list(positions_of(case))
    return positions[:: len(positions) // _MANY + 1]


def changed(root: Path, position: Position, value: Any, case: str) -> None:
    """A copy of the position's folder in which another value stands there."""
    good = root / CASE / position.file
    copy = root / case / position.file
    copy.parent.mkdir(parents=True)
    for beside in good.parent.iterdir():
        if beside.is_file():
            shutil.copyfile(beside, copy.parent / beside.name)
    copy.write_bytes(position.put(value))


def test_a_collector_without_a_fixture_fails_with_what_to_add() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"'tides' is registered .* add a Fixture .* to FIXTURES in tests"):
        fixture_of("tides")


def test_every_fixture_belongs_to_a_registered_collector() -> None:
    assert set(FIXTURES) <= {each.name for each in sources()}


@every_collector
def test_good_files_are_read_whole(collector: Collector, tmp_path: Path) -> None:
    fixture = fixture_of(collector.name)
    found = kept(collector, fixture.ask(written(tmp_path, fixture)))
    assert found.evidence
    assert {each.status for each in found.readings} == {"complete"}, found.readings


@every_collector
def test_the_same_files_give_the_same_bytes(collector: Collector, tmp_path: Path) -> None:
    """On a second run, in another folder, with the globs in another order."""
    fixture = fixture_of(collector.name)
    first = fixture.ask(written(tmp_path / "a", fixture))
    second = fixture.ask(written(tmp_path / "b" / "deeper", fixture))
    bytes_of = [stored(kept(collector, ask)) for ask in (first, first, second, fixture.reversed(second))]
    assert bytes_of == bytes_of[:1] * 4


@every_collector
def test_what_is_not_there_is_a_reading_that_failed(collector: Collector, tmp_path: Path) -> None:
    secrets = Secrets("badge")
    fixture = fixture_of(collector.name)
    ask = fixture.ask(tmp_path, f"gone-{secrets('glob')}", RULES)
    found = kept(collector, ask)
    assert found.evidence == ()
    assert {each.status for each in found.readings} == {"failed"}
    assert len(found.readings) == len(ask.source.globs), "each glob that names nothing has a reading"
    assert secrets.leaked(stored(found)) == []


@every_collector
def test_a_source_that_names_nothing_is_a_reading_that_failed(collector: Collector, tmp_path: Path) -> None:
    ask = fixture_of(collector.name).ask(tmp_path)
    found = kept(collector, replace(ask, source=replace(ask.source, globs=())))
    assert [each.status for each in found.readings] == ["failed"]


@every_collector
def test_the_survey_opens_nothing_and_names_what_is_there(collector: Collector, tmp_path: Path) -> None:
    secrets = Secrets("badge")
    fixture = fixture_of(collector.name)
    ask = fixture.ask(written(tmp_path, fixture, secrets), rules=RULES)
    lines = collector.survey(ask)
    assert lines
    assert secrets.leaked("\n".join(lines).encode()) == []
    assert collector.survey(fixture.ask(tmp_path, "gone")) == ()


@every_collector
@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_files_are_accounted_for(collector: Collector, name: str, tmp_path: Path) -> None:
    fixture = fixture_of(collector.name)
    written(tmp_path, fixture)
    damaged(tmp_path / CASE, tmp_path / "damaged", DAMAGES[name])
    accounted(kept(collector, fixture.ask(tmp_path, "damaged")))


@every_collector
def test_damaged_files_give_the_same_bytes_too(collector: Collector, tmp_path: Path) -> None:
    """Files of every damage are read together, the second time with the globs in another order."""
    fixture = fixture_of(collector.name)
    written(tmp_path, fixture)
    for number, damage in enumerate(DAMAGES.values()):
        damaged(tmp_path / CASE, tmp_path / f"damaged-{number}", damage)
    ask = fixture.ask(tmp_path, "damaged-*")
    assert stored(kept(collector, fixture.reversed(ask))) == stored(kept(collector, ask))


@every_collector
def test_one_damaged_file_does_not_take_the_others_along(collector: Collector, tmp_path: Path) -> None:
    fixture = fixture_of(collector.name)
    written(tmp_path, fixture)
    damaged(tmp_path / CASE, tmp_path / "case-of-nothing", DAMAGES["a link to itself"])
    ask = fixture.ask(tmp_path)
    both = replace(
        ask,
        source=replace(ask.source, globs=(*ask.source.globs, *fixture.ask(tmp_path, "case-of-nothing").source.globs)),
    )
    alone = {each.id for each in kept(collector, ask).evidence}
    assert {each.id for each in kept(collector, both).evidence} == alone


@every_collector
@pytest.mark.parametrize("kind", ["badge", "token"])
def test_no_name_of_a_file_folder_or_branch_gives_a_secret_away(
    collector: Collector, kind: str, tmp_path: Path
) -> None:
    secrets = Secrets(kind)
    fixture = fixture_of(collector.name)
    found = kept(collector, fixture.ask(written(tmp_path, fixture, secrets), rules=RULES))
    assert secrets.planted, "the fixture marks no position"
    assert found.evidence
    assert secrets.leaked(stored(found)) == []


@every_collector
def test_no_position_of_a_file_gives_a_secret_away(collector: Collector, tmp_path: Path) -> None:
    """By turns the secret is all that stands there, and follows what does."""
    secrets = Secrets("badge")
    fixture = fixture_of(collector.name)
    written(tmp_path, fixture)
    leaked = []
    for number, position in enumerate(sampled(tmp_path / CASE)):
        secret = secrets(f"{position.file}, {position.where}")
        changed(tmp_path, position, f"{position.holds} {secret}" if number % 2 else secret, "changed")
        leaked += secrets.leaked(stored(kept(collector, fixture.ask(tmp_path, "changed", RULES))))
        shutil.rmtree(tmp_path / "changed")
    assert leaked == []


@every_collector
@pytest.mark.parametrize("value", _OTHER_VALUES, ids=lambda each: repr(each)[:20])
def test_a_value_of_another_kind_breaks_nothing(collector: Collector, value: Any, tmp_path: Path) -> None:
    """It stands in another position in each copy of the files; all copies are read together."""
    fixture = fixture_of(collector.name)
    written(tmp_path, fixture)
    for number, position in enumerate(sampled(tmp_path / CASE)):
        if isinstance(value, str) or position.file.endswith((".json", ".jsonl")):
            changed(tmp_path, position, value, f"case-{number}")
    kept(collector, fixture.ask(tmp_path, "case*"))
