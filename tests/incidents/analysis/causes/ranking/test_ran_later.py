import pytest

from incidents.analysis.causes.ranking.ran_later import ran_later
from tests.incidents.analysis.causes.symptoms import change

TAKE = (" def take(box):", "     box.weigh()", "-    log.info(box)", "+    log.info(box.name)")
SCRIPT = (" async take(box) {", "   box.weigh();", "-  log(box);", "+  log(box.name);")


def test_what_stands_below_the_failed_line_of_a_function_had_not_run() -> None:
    below = change(*TAKE, functions=("take",))
    assert ran_later(below, "take", 11)
    assert not ran_later(below, "take", 12)
    assert not ran_later(below, "take", None)
    assert not ran_later(below.model_copy(update={"truncated": True}), "take", 11)


@pytest.mark.parametrize(
    "lines",
    [
        (" def take(boxes):", "     for box in boxes:", "         box.weigh()", "+        log.info(box)"),
        (" def take(box):", "     try:", "         box.weigh()", "     except OSError:", "+        raise"),
        (" def take(box):", "     box.weigh(", "-        KG,", "+        G,"),
        (" def take(box):", "+    box.open()", "     box.weigh()", "+    log.info(box)"),
        (" def take(box):", "     weigh(box)", "+.then(log)"),
    ],
    ids=["a loop", "a handler", "the same statement", "above as well", "a statement that goes on"],
)
def test_what_may_have_run_before(lines: tuple[str, ...]) -> None:
    failed = next(number for number, line in enumerate(lines, 10) if "weigh" in line)
    assert not ran_later(change(*lines, functions=("take",)), "take", failed)


@pytest.mark.parametrize(
    ("lines", "later"),
    [
        (SCRIPT, True),
        ((" async take(boxes) {", "   for (const box of boxes) {", "   box.weigh();", "+  log(box);"), False),
        (("   box.weigh();", "-  log(box);", "+  log(box.name);"), False),  # where the function begins is not shown
        ((" async take(box) {", "   box.weigh(", "-  KG);", "+  G);"), False),
    ],
)
def test_other_languages_have_to_show_where_the_function_begins(lines: tuple[str, ...], *, later: bool) -> None:
    failed = next(number for number, line in enumerate(lines, 10) if "weigh" in line)
    assert ran_later(change(*lines, path="web/take.js", functions=("take",)), "take", failed) is later


def test_in_python_the_depth_of_the_lines_tells_that_they_are_in_no_block() -> None:
    lines = ("     box.weigh()", "     box.close()", "+    log.info(box)")
    assert ran_later(change(*lines, functions=("take",)), "take", 10)
    assert not ran_later(change(*(f"{line[0]}    {line[1:]}" for line in lines), functions=("take",)), "take", 10)
    assert ran_later(change(*(f"{line[0]}    {line[1:]}" for line in lines), functions=("Desk.take",)), "take", 10)
    tabbed = (" \tbox.weigh()", " \tbox.close()", "+\tlog.info(box)")
    assert ran_later(change(*tabbed, functions=("take",)), "take", 10)
    assert not ran_later(change(*(f"{line[0]}\t{line[1:]}" for line in tabbed), functions=("take",)), "take", 10)


def test_what_stands_at_the_margin_is_in_no_function() -> None:
    lines = ("+import log", "", *TAKE)
    assert ran_later(change(*lines, functions=("take", "<module>")), "take", 13)


def test_a_change_of_the_margin_alone_tells_nothing_of_a_function() -> None:
    assert not ran_later(
        change("+import log", "", " def take(box):", "     box.weigh()", functions=("take",)), "take", 13
    )
