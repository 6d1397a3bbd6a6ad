import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.logs.source_templates.place import Place
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.template import Hole, Parts, letters, tidy
from collectors.logs.source_templates.templates import SourceTemplates
from incidents.model.evidence import Frame
from tests.collectors.logs.source_templates.source_texts import statements

SOURCE = """\
import logging
logger = logging.getLogger(__name__)
def send(parcel, status):
    logger.info("parcel %s sent", parcel)
    logger.info("parcel %s sent to %s", parcel, status)
    logger.info("retry %d of parcel %s", 1 + status, parcel)
    logger.info("%s: %s", parcel, status)
    logger.info(parcel)
    print(f"report:\\n  {parcel} is late\\n  depot closed early")
    print("ERROR: no depot")
    raise LostError(f"parcel {parcel} is lost")
def receive(parcel):
    raise LostError(f"parcel {parcel} is lost")
    raise ValueError(parcel)
    raise EmptyError
"""


@pytest.fixture(scope="module")
def known() -> SourceTemplates:
    return SourceTemplates({"c1": statements(SOURCE)}, {"rev-1": "c1"})


EXPLAINED = [
    ("parcel 5 sent", "parcel {parcel} sent"),
    ("  parcel 5 sent\n", "parcel {parcel} sent"),
    ("parcel  sent", "parcel {parcel} sent"),
    # the more literal one, although the other matches too
    ("parcel 5 sent to depot sent", "parcel {parcel} sent to {status}"),
    ("retry 3 of parcel x", "retry <num> of parcel {parcel}"),
    ("retry <num> of parcel <id>", "retry <num> of parcel {parcel}"),
    ("retry 3 of parcel 4 of parcel x", "retry <num> of parcel {parcel}"),
    ("parcel 5 sent\nTraceback (most recent call last):\n  File", "parcel {parcel} sent"),
    # one line of several, as the platform stores them
    ("  depot closed early", "report: {parcel} is late depot closed early"),
    ("parcel 7 is lost", "parcel {parcel} is lost"),
    ("LostError: parcel 7 is lost", "parcel {parcel} is lost"),
    ("shop.errors.LostError: parcel 7 is lost", "parcel {parcel} is lost"),
]
UNEXPLAINED = ["", "parcel 5 sent!", "parcel", "a: b", "anything", "retry soon of parcel x", "Parcel 5 sent"]


@pytest.mark.parametrize(("text", "template"), EXPLAINED)
def test_a_text_is_explained_by_the_most_literal_statement(known: SourceTemplates, text: str, template: str) -> None:
    found = known.explain(text)
    assert found is not None
    assert found.template == template


@pytest.mark.parametrize("text", UNEXPLAINED)
def test_other_texts_are_not_explained(known: SourceTemplates, text: str) -> None:
    assert known.explain(text) is None


def test_a_logger_of_another_name_did_not_print_it(known: SourceTemplates) -> None:
    text = "parcel 5 sent"
    assert known.explain(text, place=Place(logger="driver.pool")) is None
    for logger in ("shop.parcels", "parcels", "__main__"):
        assert known.explain(text, place=Place(logger=logger)) is not None


def test_a_word_that_was_taken_for_a_logger_may_be_of_the_message(known: SourceTemplates) -> None:
    found = known.explain("no depot", place=Place(logger="ERROR"))
    assert found is not None
    assert found.template == "ERROR: no depot"


def test_a_statement_without_words_needs_its_line(known: SourceTemplates) -> None:
    found = known.explain("anything", place=Place(logger="shop.parcels", module="parcels", function="send", line=8))
    assert found is not None
    assert (found.line, found.template) == (8, "{parcel}")
    assert known.explain("anything", place=Place(module="parcels", function="send", line=9)) is None
    assert known.explain("anything", place=Place(line=8)) is None


def frame(function: str, line: int, file: str = "/app/shop/parcels.py") -> Frame:
    return Frame(file=file, line=line, function=function)


def test_frames_tell_which_of_two_alike_raised(known: SourceTemplates) -> None:
    for function, line in (("send", 11), ("receive", 13)):
        found = known.explain("parcel 7 is lost", "shop.errors.LostError", (frame(function, line),))
        assert found is not None
        assert (found.function, found.line) == (function, line)


def test_an_exception_without_words_needs_its_function(known: SourceTemplates) -> None:
    assert known.explain("anything", "ValueError") is None
    assert known.explain("anything", "ValueError", (frame("send", 14),)) is None
    assert known.explain("anything", "ValueError", (frame("receive", 14, "/x/site-packages/shop/parcels.py"),)) is None
    for text, error_type, line in (("anything", "ValueError", 14), ("", "EmptyError", 15)):
        found = known.explain(text, error_type, (frame("receive", line),))
        assert found is not None
        assert found.line == line


def test_an_exception_of_another_class_is_not_explained(known: SourceTemplates) -> None:
    assert known.explain("parcel 7 is lost", "KeyError") is None


def test_a_statement_is_the_same_after_its_line_moved() -> None:
    before, after = 'print("depot open")\n', '\n\nprint("depot open")\nprint("depot closed")\n'
    templates = SourceTemplates({"c1": statements(before), "c2": statements(after)}, {"r1": "c1", "r2": "c2"})
    old = templates.explain("depot open", place=Place(revision="r1"))
    new = templates.explain("depot open", place=Place(revision="r2"))
    latest = templates.explain("depot open")
    assert old is not None
    assert new is not None
    assert (old.line, new.line, old.key == new.key, latest) == (1, 3, True, new)
    assert templates.lines(old) == {"c1": (1,), "c2": (3,)}
    assert templates.explain("depot closed", place=Place(revision="r1")) is None
    assert templates.explain("depot closed", place=Place(revision="unheard-of")) is not None


LITERALS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=12)
HOLES = st.builds(Hole, st.just("x"), st.booleans())
PARTS = st.lists(st.one_of(LITERALS, HOLES), min_size=1, max_size=7).map(tidy)
VALUES = st.one_of(st.text(max_size=8), st.integers().map(str))


@st.composite
def rendered(draw: st.DrawFn) -> tuple[list[LogStatement], int, str]:
    """Some statements, and what one of them prints."""
    many = draw(st.lists(PARTS, min_size=1, max_size=12, unique=True))
    chosen = draw(st.integers(0, len(many) - 1))
    texts = [
        part if isinstance(part, str) else draw(st.integers().map(str) if part.numeric else VALUES)
        for part in many[chosen]
    ]
    made = [LogStatement(parts, "info", "a.py", line, "f", "logging") for line, parts in enumerate(many)]
    return made, chosen, "".join(texts)


@given(rendered())
def test_what_a_statement_prints_is_explained_by_it_or_by_a_more_literal_one(
    case: tuple[list[LogStatement], int, str],
) -> None:
    made, chosen, text = case
    found = SourceTemplates({"c": made}).explain(text)
    # Space at an end of a text is no part of it, and may be all that stood beside an empty value.
    if letters(made[chosen].parts) >= 8 and text == text.strip():
        assert found is not None
        assert letters(found.parts) >= letters(made[chosen].parts)


@given(rendered(), st.randoms())
def test_the_order_of_statements_does_not_matter(
    case: tuple[list[LogStatement], int, str], chance: random.Random
) -> None:
    made, _, text = case
    mixed = list(made)
    chance.shuffle(mixed)
    first, second = SourceTemplates({"c": made}).explain(text), SourceTemplates({"c": mixed}).explain(text)
    assert first == second


def test_huge_texts_and_templates_take_linear_time() -> None:
    numbers = tuple(part for _ in range(30) for part in ("a", Hole(numeric=True)))
    slow = LogStatement((*numbers, "end of all"), "info", "a.py", 1, "f", "logging")
    long = LogStatement(tidy(("x" * 100_000, Hole())), "info", "a.py", 2, "f", "logging")
    templates = SourceTemplates({"c": [slow, long]})
    began = time.process_time()
    assert templates.explain("a" * 1_000_000 + "end of all") is None
    assert templates.explain("a1" * 30 + "end of all") is not None
    assert templates.explain("a1" * 400_000 + "end of all") is None
    assert templates.explain("x" * 1_000_000) is not None
    assert templates.explain(" ".join(["word"] * 200_000)) is None
    assert time.process_time() - began < 5


def test_lone_halves_of_characters_do_no_harm() -> None:
    parts: Parts = (Hole(), " counted ", Hole(numeric=True), " parcels ", Hole(numeric=True))
    templates = SourceTemplates({"c": [LogStatement(parts, "info", "a.py", 1, "f", "logging")]})
    assert templates.explain("\ud800 counted x counted 5 parcels 6") is not None
    assert templates.explain("\ud800 counted x parcels 6") is None
