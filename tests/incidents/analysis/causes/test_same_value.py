import re
import time

import pytest

from incidents.analysis.causes.history import Eligible
from incidents.analysis.causes.same_value import computes_the_same, without_the_same
from incidents.model.evidence import FileChange
from tests.builders import BAD_COMMIT
from tests.incidents.analysis.causes.symptoms import change, symptom

SAME = [
    # a name for a constant, for an argument, for a part of a sum, and two at once
    ("-    lines = [PAGE, name(parcel)]", "+    head = PAGE", "+    lines = [head, name(parcel)]"),
    ("-  return checked(net * (1 + share(t)));", "+  const s = share(t);", "+  return checked(net * (1 + s));"),
    ("-    return send(width + 2)", "+    room = width + 2", "+    return send(room)"),
    ("-    return (a + b) * c", "+    total = a + b", "+    return total * c"),
    ("-    return send(A, B)", "+    one = A", "+    two = B", "+    return send(one, two)"),
    # a name for what the condition of a statement asks for
    ('-    if claims.get("aud") != wanted:', '+    claimed = claims.get("aud")', "+    if claimed != wanted:"),
    # another layout of one line
    ("-    return base ** (one + two)", "+    return base**(one+two)"),
    # another name for a local one, throughout
    ("-    total = price * count", "-    return total", "+    amount = price * count", "+    return amount"),
    # a name for a constant that is given elsewhere in the file
    ("+const oldest = 30 * time.Second", " type Graph", "-\tif age > 30*time.Second {", "+\tif age > oldest {"),
    ("+    private const SCALE = 2;", " f()", "-  return round($a, 2);", "+  return round($a, self::SCALE);"),
    ("+TIMEOUT = 5", " def f():", "-    get(url, timeout=5)", "+    get(url, timeout=TIMEOUT)"),
    # remarks beside it
    ("-    # old", "-    return send(A)", "+    # new", "+    one = A", "+", "+    return send(one)"),
]
OTHER = [
    # another value, another order, another operator
    ("-    lines = [PAGE, 1]", "+    head = FOOT", "+    lines = [head, 1]"),
    ("-    return a - b", "+    return b - a"),
    ("-    return a + b * c", "+    total = a + b", "+    return total * c"),
    ("-    return total", "+    total = total + 1", "+    return total"),
    # what ran only on a condition, or behind something else, or twice, now runs before it
    ("-    return parcel and weigh(parcel)", "+    heavy = weigh(parcel)", "+    return parcel and heavy"),
    ("-    return parcel and parcel.size", "+    size = parcel.size", "+    return parcel and size"),
    ("-    if parcel and weigh(parcel):", "+    heavy = weigh(parcel)", "+    if parcel and heavy:"),
    ("-    return weigh(parcel) if parcel else 0", "+    heavy = weigh(parcel)", "+    return heavy if parcel else 0"),
    ("-    return load() + store(1)", "+    kept = store(1)", "+    return load() + kept"),
    ("-    return load() * load()", "+    one = load()", "+    return one * one"),
    # names that others see: of an attribute, a function, an argument, a definition, or one that the context has
    ("-    parcel.width = 1", "+    parcel.breadth = 1"),
    ("-    return weigh(1)", "+    return heft(1)"),
    ("-    send(width=1)", "+    send(breadth=1)"),
    ("-def weigh(parcel):", "+def heft(parcel):"),
    (" use(total)", "-    total = 1", "+    amount = 1"),
    ("-    a = load(b)", "+    b = load(b)"),
    # another depth is another time
    ("-        total = 1", "+    total = 1"),
    ("-        return send(A)", "+    one = A", "+        return send(one)"),
    # a name given elsewhere for another value, beside an operator, for what is called, or that is there already
    ("+const oldest = 20 * time.Second", " type Graph", "-\tif age > 30*time.Second {", "+\tif age > oldest {"),
    ("+RATE = 2 * 3", " def f():", "-    return 4 / 2 * 3", "+    return 4 / RATE"),
    ("+TIMEOUT = load()", " def f():", "-    get(url, load())", "+    get(url, TIMEOUT)"),
    ("+TIMEOUT = 5", " use(TIMEOUT)", "-    get(url, timeout=5)", "+    get(url, timeout=TIMEOUT)"),
    ("+TIMEOUT = 5",),
    # texts, and lines that are only there on one side
    ("-    return 'north'", "+    return 'south'"),
    ("+    width = 1",),
    ("-    width = 1",),
]


@pytest.mark.parametrize("lines", SAME)
def test_new_names_for_what_is_computed_are_seen(lines: tuple[str, ...]) -> None:
    assert computes_the_same(change(*lines))


@pytest.mark.parametrize("lines", OTHER)
def test_what_may_compute_anything_else_is_not_called_the_same(lines: tuple[str, ...]) -> None:
    assert not computes_the_same(change(*lines))


def test_a_diff_that_was_cut_or_is_long_tells_nothing() -> None:
    assert not computes_the_same(change(*SAME[0], truncated=True))
    assert not computes_the_same(change(*SAME[0], status="added"))
    assert not computes_the_same(change(*(line for _ in range(9) for line in SAME[0])))


def left(message: str, *changes: FileChange) -> Eligible:
    same = frozenset(each.id for each in changes if computes_the_same(each))
    quoted = frozenset(re.findall("'(\\w+)'", message))
    return without_the_same(Eligible({BAD_COMMIT: changes}, {}), same, symptom(message, quoted=quoted))


def test_a_commit_that_only_computes_the_same_is_innocent() -> None:
    renamed, other = change(*SAME[0]), change("-    return 1", "+    return 2", path="parcel_api/other.py")
    assert left("boom", renamed) == Eligible(
        {},
        {
            BAD_COMMIT: "in parcel_api/labels.py it writes the same with other names or in another layout, "
            "and computes the same"
        },
    )
    assert left("boom", renamed, other) == Eligible({BAD_COMMIT: [other]}, {})


def test_a_new_name_that_the_failure_names_is_not_ruled_out() -> None:
    renamed = change(*SAME[0])
    assert left("local variable 'head' is not there", renamed) == Eligible({BAD_COMMIT: (renamed,)}, {})


def test_a_line_that_no_person_wrote_is_not_compared() -> None:
    began = time.process_time()
    assert not computes_the_same(change("-    return 1", "+    a" + "\t" * 20_000 + "b"))
    assert not computes_the_same(
        change(f"-    return send({'A' * 300})", f"+    one = {'A' * 300}", "+    return send(one)")
    )
    assert time.process_time() - began < 1
