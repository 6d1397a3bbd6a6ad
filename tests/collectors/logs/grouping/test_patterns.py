import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.logs.grouping import lead as lead_module
from collectors.logs.grouping import patterns as patterns_module
from collectors.logs.grouping.patterns import Patterns
from collectors.logs.messages.message import read_message
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry

TRACE = 'Traceback (most recent call last):\n  File "/app/api.py", line 1, in {lead}\n    x\nLoadError: {tail}'
Grouped = list[tuple[str, str, str, int | None, int]]


def grouped(raws: list[Raw]) -> Grouped:
    """Service, severity, earliest text, shared words and count of each group."""
    patterns = Patterns()
    for raw in raws:
        entry = entry_of(raw)
        patterns.add(entry, read_message(entry))
    return [
        (each.service, each.severity, each.group.tally.earliest.text, each.words, each.group.tally.count)
        for each in patterns.found()
    ]


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lead_module, "MOST_PER_LEAD", 3)
    monkeypatch.setattr(patterns_module, "MOST", 6)


def test_messages_are_kept_apart_by_service_severity_and_template() -> None:
    raws = [
        raw_entry("ERROR: parcel 1 lost", second=1),
        raw_entry("ERROR: parcel 2 lost", second=2),
        raw_entry("WARNING: parcel 3 lost", second=3),
        raw_entry("ERROR: parcel 4 lost", second=4, service="parcel-web"),
    ]
    assert grouped(raws) == [
        ("parcel-api", "ERROR", "ERROR: parcel 1 lost", None, 2),
        ("parcel-api", "WARNING", "WARNING: parcel 3 lost", None, 1),
        ("parcel-web", "ERROR", "ERROR: parcel 4 lost", None, 1),
    ]


def test_an_id_of_digits_alone_is_no_other_message_than_an_id_of_letters() -> None:
    raws = [raw_entry(f"run {key} done", second=n) for n, key in enumerate(["12345678", "1234567d", "abcd1234"])]
    patterns = Patterns()
    for raw in raws:
        entry = entry_of(raw)
        patterns.add(entry, read_message(entry))
    assert [(each.group.template, each.group.tally.count) for each in patterns.found()] == [("run <id> done", 3)]


@pytest.mark.usefixtures("small_bounds")
def test_free_text_behind_one_beginning_becomes_one_pattern_with_the_words_all_share() -> None:
    raws = [
        raw_entry(f"prompt from user-{n}: {word} it", second=n) for n, word in enumerate(["one", "two", "red", "sky"])
    ]
    assert grouped(raws) == [("parcel-api", "DEFAULT", "prompt from user-0: one it", 3, 4)]


@pytest.mark.usefixtures("small_bounds")
def test_too_many_different_messages_are_kept_by_their_beginnings_and_then_together() -> None:
    few = [raw_entry(f"{word} a b {tail}", second=n) for n, word in enumerate("pqrs") for tail in ("x", "y")]
    assert sorted(grouped(few)) == [("parcel-api", "DEFAULT", f"{word} a b x", 3, 2) for word in "pqrs"]
    many = [raw_entry(f"{word} a b", second=n) for n, word in enumerate("pqrstuvwxyz")]
    found = grouped(many)
    assert len(found) == 7
    assert [each for each in found if each[3] == 0] == [found[-1]]
    assert sum(each[4] for each in found) == 11


def test_what_was_gathered_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lead_module, "MOST_PER_LEAD", 1)
    patterns = Patterns()
    for n, text in enumerate(["a b c d", "a b c e", "other"]):
        entry = entry_of(raw_entry(text, second=n))
        patterns.add(entry, read_message(entry))
    assert patterns.folded == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("pqrstuvw"), st.sampled_from(["x", "y 1", "y 2", "z ab1", "z 7"])), max_size=40),
    st.randoms(use_true_random=False),
)
def test_groups_do_not_depend_on_the_order_even_beyond_the_bounds(words: list[tuple[str, str]], random: object) -> None:
    raws = [
        raw_entry(TRACE.format(lead=lead, tail=tail) if lead in "uvw" else f"{lead} a b {tail}", second=n)
        for n, (lead, tail) in enumerate(words)
    ]
    mixed = list(raws)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lead_module, "MOST_PER_LEAD", 2)
        patch.setattr(patterns_module, "MOST", 5)
        assert grouped(raws) == grouped(mixed)
