import pytest

from collectors.logs.grouping import lead as lead_module
from collectors.logs.grouping import patterns as patterns_module
from collectors.logs.grouping.patterns import Patterns
from collectors.logs.messages.message import read_message
from collectors.logs.records.pattern_records import REST, pattern_records
from collectors.logs.records.shown import CUT, LONGEST
from incidents.model.evidence import Exemplar, Frame, LogPattern, MinuteCount, RevisionCount
from incidents.model.instant import Instant
from incidents.model.record import digest
from tests.collectors.logs.log_files import HidingRedactor, Raw, entry_of, moment, raw_entry


def records(raws: list[Raw], redact: HidingRedactor | None = None) -> list[LogPattern]:
    patterns = Patterns()
    for raw in raws:
        entry = entry_of(raw)
        patterns.add(entry, read_message(entry))
    return list(pattern_records(patterns, (redact or HidingRedactor("s3cret99")).redact))


def at(second: float) -> Instant:
    return Instant.parse(moment(second))


def test_a_pattern_tells_where_when_and_how_often() -> None:
    raws = [
        raw_entry("ERROR: parcel 2 lost", second=70, insert_id="b"),
        raw_entry("ERROR: parcel 1 lost", second=65, insert_id="a", trace="t"),
        raw_entry("ERROR: parcel 3 lost", second=5, insert_id="c", revision="parcel-api-00002-bbb", instance=None),
    ]
    identity = f"log-{digest('parcel-api', 'ERROR', 'parcel <num> lost', '')}"
    assert records(raws) == [
        LogPattern(
            id=identity,
            at=at(5),
            source="logs",
            locator="logs.json#c",
            excerpt="ERROR: parcel 3 lost",
            service="parcel-api",
            severity="ERROR",
            severity_from="text",
            template="parcel <num> lost",
            count=3,
            by_revision=(
                RevisionCount(revision="parcel-api-00001-aaa", count=2, first=at(65), last=at(70)),
                RevisionCount(revision="parcel-api-00002-bbb", count=1, first=at(5), last=at(5)),
            ),
            by_minute=(
                MinuteCount(revision="parcel-api-00002-bbb", minute=at(0), count=1),
                MinuteCount(revision="parcel-api-00001-aaa", minute=at(60), count=2),
            ),
            exemplars=(
                Exemplar(
                    revision="parcel-api-00001-aaa",
                    insert_id="a",
                    at=at(65),
                    text="ERROR: parcel 1 lost",
                    trace="t",
                    instance="instance-a",
                ),
                Exemplar(revision="parcel-api-00002-bbb", insert_id="c", at=at(5), text="ERROR: parcel 3 lost"),
            ),
        )
    ]


TRACE = (
    "ERROR: load failed\nTraceback (most recent call last):\n"
    '  File "/app/s3cret99/api.py", line 3, in get\n    x\nLoadError: key s3cret99 refused\nDETAIL: none'
)


def test_a_trace_has_its_exception_its_message_and_its_frames_all_redacted() -> None:
    (record,) = records([raw_entry(TRACE)])
    assert record.error_type == "LoadError"
    assert record.template == "LoadError: key [redacted:word] refused in get"
    assert record.message == "key [redacted:word:1a2b] refused\nDETAIL: none"
    assert record.frames == (Frame(file="/app/[redacted:word:1a2b]/api.py", line=3, function="get"),)
    assert record.id == f"log-{digest('parcel-api', 'ERROR', record.template, 'LoadError')}"
    assert "s3cret99" not in record.model_dump_json()


def test_messages_that_redaction_makes_equal_become_one_pattern() -> None:
    raws = [
        raw_entry("ERROR: bad key abc", second=2, insert_id="b"),
        raw_entry("ERROR: bad key [redacted:word:9f9f]", second=1, insert_id="a"),
    ]
    (record,) = records(raws, HidingRedactor("abc"))
    assert (record.template, record.count, record.locator) == ("bad key [redacted:word]", 2, "logs.json#a")


def test_the_words_are_cut_after_redaction_and_with_a_mark() -> None:
    text = "ERROR: " + "x" * (LONGEST - 12) + " s3cret99 s3cret99"
    (record,) = records([raw_entry(text)])
    assert len(record.excerpt) == LONGEST + len(CUT)
    assert record.excerpt.endswith("[redacte" + CUT) or record.excerpt.endswith(CUT)
    assert "s3c" not in record.excerpt
    assert record.exemplars[0].text == record.excerpt


def test_gathered_free_text_says_so_in_its_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lead_module, "MOST_PER_LEAD", 2)
    words = ["one", "two", "red"]
    raws = [raw_entry(f"prompt from user-{n}: {word} it", second=n) for n, word in enumerate(words)]
    (record,) = records(raws)
    assert (record.template, record.count) == (f"prompt from <id>: {REST}", 3)


def test_gathered_traces_keep_their_exception_and_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lead_module, "MOST_PER_LEAD", 2)
    raws = [raw_entry(TRACE.replace("key s3cret99", word), second=n) for n, word in enumerate(["one", "two", "red"])]
    (record,) = records(raws)
    assert (record.template, record.error_type) == (f"LoadError: {REST} in get", "LoadError")


def test_what_is_not_kept_apart_at_all_claims_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns_module, "MOST", 2)
    raws = [raw_entry(f"ERROR: {word} a b", second=n) for n, word in enumerate("pqrs")]
    rest = [each for each in records(raws) if each.template == REST]
    assert [(each.count, each.error_type, each.frames) for each in rest] == [(2, None, ())]


def test_the_kinds_of_holes_that_were_joined_show_in_the_template() -> None:
    (record,) = records([raw_entry(f"run {key} done", second=n) for n, key in enumerate(["12345678", "abcd1234"])])
    assert record.template == "run <id> done"
