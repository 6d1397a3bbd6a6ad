from collectors.logs.entries.duplicates import Duplicates
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry


def repeated(*raws: Raw) -> list[bool]:
    duplicates = Duplicates()
    return [duplicates.repeats(entry_of(raw)) for raw in raws]


def test_the_same_entry_from_another_file_repeats() -> None:
    first = raw_entry("x", insert_id="a")
    assert repeated(first, first | {"receiveTimestamp": "2026-03-02T00:00:09Z"}) == [False, True]


def test_an_id_is_only_unique_within_its_log_and_moment() -> None:
    entries = [
        raw_entry("x", insert_id="a"),
        raw_entry("x", insert_id="a", second=1),
        raw_entry("x", insert_id="a", log="stdout"),
        raw_entry("x", insert_id="a", service="parcel-web"),
    ]
    assert repeated(*entries) == [False] * 4


def test_entries_with_one_id_and_different_words_are_both_kept() -> None:
    texts = [raw_entry("x", insert_id="a"), raw_entry("y", insert_id="a")]
    objects = [raw_entry({"message": "x"}, insert_id="b"), raw_entry({"message": "y"}, insert_id="b")]
    assert repeated(*texts, *objects) == [False] * 4


def test_entries_without_an_id_repeat_nothing() -> None:
    assert repeated(raw_entry("x", insert_id=""), raw_entry("x", insert_id="")) == [False, False]


def test_parts_of_one_entry_do_not_repeat_each_other() -> None:
    parts = [
        raw_entry(insert_id="a", protoPayload={}, split={"uid": "u", "index": index, "totalSplits": 2})
        for index in (0, 1, 1, ["hostile"])
    ]
    assert repeated(*parts) == [False, False, True, False]
