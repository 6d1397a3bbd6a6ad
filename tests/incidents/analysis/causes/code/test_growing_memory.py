import pytest

from incidents.analysis.causes.code import growing_memory
from tests.incidents.analysis.causes.symptoms import change, symptom

FULL = symptom("Memory limit of 512 MiB exceeded with 530 MiB used.")


@pytest.mark.parametrize(
    ("lines", "did"),
    [
        (
            ("+_drawn: dict[int, str] = {}", " def draw(key):", "+    _drawn[key] = render(key)"),
            "adds `_drawn`, which is",
        ),
        (("+SEEN = set()", "+    SEEN.add(order)"), "adds `SEEN`, which is"),
        (("+const seen = new Map();", "+  seen.set(key, value);"), "adds `seen`, which is"),
        (("+var seen = make(map[string]Order)", "+\tseen[key] = order"), "adds `seen`, which is"),
        (
            ("+    private static final Map<String, Order> SEEN = new HashMap<>();", "+        SEEN.put(key, order);"),
            "adds `SEEN`, which is",
        ),
        (("+@lru_cache(maxsize=None)", "+def draw(key):"), "adds `lru_cache(maxsize=None`, a cache without a bound,"),
        (("-@lru_cache(maxsize=64)", "+@cache"), "adds `@cache`, a cache without a bound,"),
        (("-cache = TTLCache(100, 60)", "+cache = build()"), "takes out `TTLCache`"),
        (("-    session.close()", "+    return rows"), "takes out `.close(`"),
    ],
)
def test_what_is_kept_without_end_is_strongly_tied_to_memory_that_ran_out(lines: tuple[str, ...], did: str) -> None:
    (tie,) = growing_memory.ties([change(*lines)], FULL)
    assert (tie.strong, tie.closest) == (True, False)  # where there was more to do, that comes first
    assert tie.did.startswith(did)


@pytest.mark.parametrize(
    "lines",
    [
        ("+_drawn: dict[int, str] = {}", "+    _drawn[key] = 1", "+    _drawn.pop(old)"),  # something takes out of it
        ("+_drawn: dict[int, str] = {}", "+    del _drawn[old]", "+    _drawn[key] = 1"),
        ("+const drawn = {};", "+  drawn[key] = 1;", "+  delete drawn[old];"),
        ("+NAMES = {}", "+    return NAMES[key]"),  # nothing puts into it
        ("+    drawn = {}", "+    drawn[key] = 1"),  # it lives as long as the call
        ("-    session.close()", "+    await session.close()"),
        ("-@cache", "+@cache"),
        ('-    log.info("the session expired: close() it")',),
        ("-    if expired in seen:",),
        ("+# keep all",),
    ],
)
def test_what_is_bounded_emptied_or_local_is_no_tie(lines: tuple[str, ...]) -> None:
    assert growing_memory.ties([change(*lines)], FULL) == []


def test_only_what_ran_full_is_tied_and_only_to_what_runs() -> None:
    lines = ("+SEEN = set()", "+    SEEN.add(order)")
    assert growing_memory.ties([change(*lines)], symptom("label lost")) == []
    assert growing_memory.ties([change(*lines, path="tests/test_a.py", path_class="test")], FULL) == []


def test_what_a_deleted_file_let_go_it_keeps_no_more_either() -> None:
    gone = change("-    session.close()", status="deleted")
    assert growing_memory.ties([gone], FULL) == []


def test_a_read_of_everything_at_once_is_a_weak_tie() -> None:
    (tie,) = growing_memory.ties([change("+    rows = cursor.fetchall()")], FULL)
    assert not tie.strong
