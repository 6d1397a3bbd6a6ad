import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.logs.masking.coarse import coarse_text
from collectors.logs.mining import mine as module
from collectors.logs.mining.mine import Mining, mine


def mined(*messages: str, kinds_apart: bool = True) -> Mining:
    return mine(Counter(map(coarse_text, messages)), kinds_apart=kinds_apart)


def templates(*messages: str) -> set[str]:
    return {each.template for each in mined(*messages).patterns}


# Each row is printed by one statement.
TOGETHER = [
    (["took 5 ms", "took 12.5 s", "took <1 sec"], "took <*>"),
    (["read 512 B from disk", "read 1.2 GB from disk"], "read <*> from disk"),
    (["REPORT : 7 12 9", "REPORT : 4"], "REPORT : <*>"),
    (["seen at Sun Jun 18 02:08:10 2006", "seen at Mon Jul 3 12:00:00 2006"], "seen at <*>"),
    (["session of user ada closed", "session of user bob closed"], "session of user <*> closed"),
    (["login rhost=a.example.org", "login rhost=10.1.2.3"], "login rhost=<*>"),
    (["from 10.0.0.1 (a1.example.org)", "from 10.0.0.2 ()"], "from <*> (<*>)"),
    (["kept by triage now", "kept by data now", "kept by actions now", "kept by corpus now"], "kept by <*> now"),
    (["Vcap43x::sleep: state 1", "Vcap44x::sleep: state 2"], "<*>::sleep: state <*>"),
    (["value <1 of 3", "value 2 of 3"], "value <*> of <*>"),
]  # fmt: skip


@pytest.mark.parametrize(("messages", "template"), TOGETHER)
def test_messages_of_one_statement_are_one_pattern(messages: list[str], template: str) -> None:
    assert templates(*messages) == {template}


# What happened, and to what state, is never a value.
APART = [
    ["backup succeeded", "backup failed"],
    ["job started", "job stopped", "job resumed", "job paused", "job deleted", "job restarted"],
    ["moved from NEW to RUNNING", "moved from NEW to DONE", "moved from NEW to LOST", "moved from NEW to KILLED"],
    ["hit KeyError twice", "hit TypeError twice", "hit ValueError twice", "hit OSError twice", "hit IOError twice"],
    ["alpha startup completed", "beta startup completed", "gamma startup completed", "delta startup completed"],
    ["upstream status=503", "upstream status=404"],
    ["Container called exit(1).", "Container called exit(137)."],
]


@pytest.mark.parametrize("messages", APART)
def test_what_happened_is_kept_apart(messages: list[str]) -> None:
    patterns = mined(*messages).patterns
    assert len(patterns) == len(messages)
    assert sum(each.count for each in patterns) == len(messages)


def test_statements_alone_take_statuses_for_values() -> None:
    mining = mined("upstream status=503", "upstream status=404", kinds_apart=False)
    assert [(each.template, each.kept, each.count) for each in mining.patterns] == [("upstream status=<*>", (), 2)]


def test_codes_without_end_are_values() -> None:
    mining = mined(*(f"closed with code={number}" for number in range(1000, 1200)))
    assert [(each.template, each.kept, each.count) for each in mining.patterns] == [("closed with code=<*>", (), 200)]


def test_a_route_that_is_asked_for_often_is_a_name() -> None:
    often = ['"GET /health HTTP/1.1" 200 OK'] * 90
    rest = [f'"GET /runs/{number} HTTP/1.1" 200 OK' for number in range(10)]
    patterns = mined(*often, *rest, kinds_apart=False).patterns
    assert [(each.template, each.count) for each in patterns] == [
        ('"GET /health <*>" <*>', 90),
        ('"GET <*> <*>" <*>', 10),
    ]


def prompts(count: int) -> list[str]:
    chance = random.Random(3)
    words = ("compare", "the", "cost", "of", "every", "region", "and", "summarize", "what", "changed")
    return [f"Prompt of user_{n}: {' '.join(chance.choices(words, k=chance.randint(2, 12)))}" for n in range(count)]


def test_free_text_is_one_tail() -> None:
    assert templates(*prompts(200)) == {"Prompt of <*>: <text>"}


def test_a_pattern_shows_texts_of_which_it_is_made() -> None:
    (pattern,) = mined("session of user bob closed", "session of user ada closed").patterns
    assert pattern.examples == ("session of user ada closed", "session of user bob closed")
    assert pattern.texts == 2


def test_what_is_beyond_the_bounds_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TEXTS", 3)
    monkeypatch.setattr(module, "MOST_PATTERNS", 2)
    mining = mine({"a failed": 5, "b failed": 4, "c failed": 3, "d failed": 2, "e failed": 1})
    assert [(each.template, each.count, each.texts) for each in mining.patterns] == [
        ("a failed", 5, 1),
        ("b failed", 4, 1),
        ("<other>", 6, 3),
    ]
    assert mining.overflowed == 6
    assert set(mining.pattern_of) == {"a failed", "b failed", "c failed", "d failed", "e failed"}


def test_nothing_gives_nothing() -> None:
    assert mine({}) == Mining((), {}, 0)


_WORDS = st.sampled_from(
    (
        "user",
        "ada",
        "bob",
        "failed",
        "took",
        "<*>",
        "503",
        "(<*>)",
        "k=<*>",
        "k=v",
        "/a/b",
        "NEW",
        "KB",
        "\x1f404",
        "()",
    )
)
_TEXTS = st.lists(_WORDS, max_size=6).map(" ".join)


@given(st.dictionaries(_TEXTS, st.integers(1, 50), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing_and_no_message_is_lost(
    counts: dict[str, int], chance: random.Random
) -> None:
    shuffled = list(counts.items())
    chance.shuffle(shuffled)
    mining = mine(counts)
    assert mine(dict(shuffled)) == mining
    assert sum(each.count for each in mining.patterns) == sum(counts.values())
    for index, pattern in enumerate(mining.patterns):
        assert pattern.count == sum(counts[text] for text, at in mining.pattern_of.items() if at == index)
