from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from collectors.logs.patterns import messages
from collectors.logs.patterns.messages import REST
from collectors.logs.records.shown import CUT, LONGEST
from incidents.model.evidence import Different, Exemplar, Frame, LogPattern, MinuteCount, RevisionCount, Together
from incidents.model.instant import Instant
from incidents.model.record import digest
from tests.collectors.logs.log_files import HidingRedactor, Raw, collect, moment, patterns, raw_entry


def records(raws: list[Raw], redact: HidingRedactor | None = None) -> list[LogPattern]:
    with TemporaryDirectory() as folder:
        return list(patterns(collect(Path(folder), raws, redactor=redact or HidingRedactor("s3cret99"))))


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
            different=(Different(of="instances", count=1), Different(of="traces", count=1)),
            together=Together(by="masks", texts=1, examples=("ERROR: parcel <*> lost",)),
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


def test_free_text_that_varies_without_end_is_one_pattern_that_says_so() -> None:
    words = ["parcels", "van", "depot late", "please ask", "north", "a reply to", "by noon", "or so", "vans", "keys"]
    raws = [
        raw_entry(f"prompt from user-{n}: {word} {word} it {words[-(n % 7)]}", second=n)
        for n, word in enumerate(words * 4)
    ]
    found = records(raws)
    assert sum(each.count for each in found) == len(raws)
    assert found[0].template.startswith("prompt from <id>:")


def test_what_is_not_kept_apart_at_all_claims_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST", 2)
    said = ("depot closed", "van late again", "no driver was found", "key")
    raws = [raw_entry(f"ERROR: {each}", second=n) for n, each in enumerate(said)]
    rest = [each for each in records(raws) if each.template == REST]
    assert [(each.count, each.error_type, each.frames) for each in rest] == [(2, None, ())]


def test_the_kind_of_a_hole_is_that_of_the_earliest_message() -> None:
    (record,) = records([raw_entry(f"run {key} done", second=n) for n, key in enumerate(["12345678", "abcd1234"])])
    assert record.template == "run <num> done"


def test_how_many_different_ones_is_counted_for_what_complains() -> None:
    told = {"message": "refused", "user_id": "u1"}
    raws = [
        raw_entry(told, second=1, severity="ERROR", trace="t1"),
        raw_entry(told, second=2, severity="ERROR", trace="t1", instance="instance-b"),
        raw_entry(told | {"user_id": "u2"}, second=3, severity="ERROR", trace="t2"),
        raw_entry({"message": "fine", "user_id": "u1"}, second=4, severity="INFO", trace="t1"),
    ]
    found = {each.template: each.different for each in records(raws)}
    assert found["refused"] == (
        Different(of="instances", count=2),
        Different(of="traces", count=2),
        Different(of="users", count=2),
    )
    assert found["fine"] == ()


def test_sessions_are_counted_under_the_names_they_commonly_have() -> None:
    keys = ("session_id", "sessionId", "sessionID", "session-id", "session.id", "session", "sid")
    named: list[Raw] = [{key: "5f3a-1"} for key in keys]
    named += [{"context": {"sessionId": "5f3a-1"}}, {"session": {"id": "5f3a-1", "age": 7}}]
    raws = [
        raw_entry({"message": "refused", **each}, second=n, severity="ERROR")
        for n, each in enumerate([*named, {"session_id": "5f3a-2"}, {"sid": "5f3a-3"}])
    ]
    (found,) = records(raws)
    assert Different(of="sessions", count=3) in found.different


def test_what_a_session_is_said_to_be_is_no_session() -> None:
    values = ("expired", True, None, {"state": "new", "age": 7}, ["5f3a-1"], "")
    said = [{"message": "refused", "session": each} for each in values]
    (found,) = records([raw_entry(each, second=n, severity="ERROR") for n, each in enumerate(said)])
    assert [each.of for each in found.different] == ["instances"]


def test_an_id_that_happens_to_be_all_digits_makes_no_pattern_of_its_own() -> None:
    raws = [raw_entry("run 12345678 lost", second=1, severity="ERROR"), raw_entry("ERROR: run abcd1234 lost", second=2)]
    (record,) = records(raws)
    assert (record.template, record.count) == ("run <id> lost", 2)


def test_what_the_earliest_warning_or_worse_said_beside_its_message_is_kept_redacted() -> None:
    def said(rows: int, level: str, second: float) -> Raw:
        payload = {"message": "audit finished", "level": level, "rows": rows, "note": "s3cret99"}
        return raw_entry(payload, second=second)

    found = {
        each.severity: each.fields for each in records([said(2, "error", 2), said(1, "error", 1), said(3, "info", 3)])
    }
    assert found["INFO"] == ()
    assert [(each.name, each.value) for each in found["ERROR"]] == [("note", "[redacted:word:1a2b]"), ("rows", "1")]
