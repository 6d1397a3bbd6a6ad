import json
from pathlib import Path
from typing import Any

import pytest

from incidents.errors import StoreError
from incidents.model.record import canonical
from incidents.store import evidence_file
from incidents.store.schema_version import Document
from tests.builders import at, case_result, collected, log_pattern, reading, revision, sealed

PATH = Path("postmortems/x/evidence.jsonl")
RESTORE = "restore the file or collect again with `incident build`; nothing was read"
STORED = sealed(collected=collected(revision(), log_pattern(), readings=(reading(),)))
"""Line 1 is the header, 2 the reading, 3 the log pattern and 4 the revision."""


def lines() -> list[bytes]:
    return evidence_file.to_bytes(STORED).splitlines(keepends=True)


def changed(number: int, old: bytes, new: bytes) -> bytes:
    found = lines()
    assert old in found[number - 1]
    found[number - 1] = found[number - 1].replace(old, new, 1)
    return b"".join(found)


def refusal(content: bytes) -> str:
    with pytest.raises(StoreError) as caught:
        evidence_file.from_bytes(content, PATH)
    return str(caught.value)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "evidence.jsonl").write_bytes(evidence_file.to_bytes(sealed()))
    assert evidence_file.read(tmp_path / "evidence.jsonl") == sealed()


def test_text_of_any_kind_is_read_again() -> None:
    # Line separators that are no line ends, characters outside the basic plane, and what JSON escapes.
    hostile = 'a\u2028b\u2029c\x85d\x00e\r\nf\U0001f4e6g"h\\i</script>\u202ej'
    value = sealed(collected=collected(case_result(captured=hostile, excerpt=hostile)))
    content = evidence_file.to_bytes(value)
    assert evidence_file.from_bytes(content, PATH) == value
    assert content.count(b"\n") == 3


def test_each_line_is_canonical_json_and_the_order_is_that_of_the_ids() -> None:
    found = [json.loads(line) for line in lines()]
    assert [canonical(each) + "\n" for each in found] == [line.decode() for line in lines()]
    assert [next(iter(each)) for each in found] == ["header", "reading", "evidence", "evidence"]
    assert [each["evidence"]["id"] for each in found[2:]] == [log_pattern().id, revision().id]
    header = found[0]["header"]
    told = {"schema_version", "name", "scope", "policy", "window", "baseline", "earlier", "stored_before", "seal"}
    assert set(header) == told


def test_the_order_of_the_records_does_not_change_the_bytes() -> None:
    backwards = STORED.collected.model_copy(update={"evidence": STORED.collected.evidence[::-1]})
    assert evidence_file.to_bytes(STORED.model_copy(update={"collected": backwards})) == b"".join(lines())


def test_two_records_of_one_id_are_not_written() -> None:
    twice = STORED.collected.model_copy(update={"evidence": STORED.collected.evidence * 2})
    with pytest.raises(StoreError) as caught:
        evidence_file.to_bytes(STORED.model_copy(update={"collected": twice}))
    assert str(caught.value) == (
        f"two records share the id {log_pattern().id}, so neither can be cited; nothing was written"
    )


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    with pytest.raises(StoreError) as caught:
        evidence_file.read(path)
    assert str(caught.value) == f"{path}: no such file or folder; check the path; nothing was read"


UNUSABLE = [
    # A line was cut, as by an editor or a full disk.
    (b"".join(lines())[:-40], 4, "it is not JSON in UTF-8"),
    (b"", 1, "it is not JSON in UTF-8"),
    (lines()[0] + b"\xff\xfe\n", 2, "it is not JSON in UTF-8"),
    (lines()[0] + b"\n", 2, "it is not JSON in UTF-8"),
    # Brackets deep enough to exhaust the parser.
    (lines()[0] + b"[" * 100_000 + b"\n", 2, "it is not JSON in UTF-8"),
    (lines()[0] + b"[]\n", 2, "it is no header, reading or evidence"),
    (lines()[0] + b'{"reading":{},"evidence":{}}\n', 2, "it is no header, reading or evidence"),
    (lines()[0] + b'{"comment":{}}\n', 2, "it is no header, reading or evidence"),
    (b"".join(lines()[1:]), 1, "the first line holds no header"),
    (b'{"header":[]}\n', 1, "the first line holds no header"),
    (lines()[0] * 2, 2, "a header is out of place"),
    (lines()[0] + lines()[2] + lines()[1], 3, "a reading is out of place"),
    (lines()[0] + lines()[2] * 2, 3, f"the id {log_pattern().id} is used twice"),
    (lines()[0] + lines()[1] * 2, 3, f"the id {reading().id} is used twice"),
    (lines()[0] + b'{"reading":null}\n', 2, "Input should be a valid dictionary or instance of Reading"),
    (lines()[0] + b'{"evidence":{"kind":"rumour"}}\n', 2, "Input tag 'rumour' found using 'kind'"),
    (changed(1, b'"proposed":false', b'"proposed":"?"'), 1, "window.proposed: Input should be a valid boolean"),
    (changed(1, b'"name":', b'"title":"","name":'), 1, "title: Extra inputs are not permitted"),
    (changed(2, b'"complete"', b'"failed"'), 2, "the failed reading of logs/app.json must say why"),
]


@pytest.mark.parametrize(("content", "number", "said"), UNUSABLE, ids=[str(each[1:]) for each in UNUSABLE])
def test_a_line_that_cannot_be_used_is_named_by_its_number(content: bytes, number: int, said: str) -> None:
    found = refusal(content)
    assert found.startswith(f"{PATH}, line {number}: {said}")
    assert found.endswith(f"; {RESTORE}")
    assert "\n" not in found


def test_an_edited_record_is_named_by_its_line() -> None:
    assert refusal(changed(3, b'"count":12', b'"count":13')) == (
        f"{PATH}, line 3: log-pattern: the content of {log_pattern().id} does not match its hash: it was changed after "
        f"it was collected; {RESTORE}"
    )


EDITED = {
    "a line is gone": b"".join(lines()[:-1]),
    "a line came from another collection": b"".join(lines())
    + evidence_file.to_bytes(sealed(collected=collected(case_result()))).splitlines(keepends=True)[-1],
    "the ledger, which has no hashes of its own": changed(2, b'"items":12', b'"items":99'),
    "an emptied hash, which would be filled in anew": changed(3, log_pattern().hash.encode(), b""),
    "the header": changed(1, b'"baseline":null', b'"baseline":"other"'),
    "the seal": changed(1, b'"seal":"', b'"seal":"0'),
    "the same value in other words": changed(2, b'{"reading"', b'{ "reading"'),
    "the last line end is gone": b"".join(lines()).rstrip(b"\n"),
}


@pytest.mark.parametrize("content", EDITED.values(), ids=EDITED)
def test_any_other_edit_breaks_the_seal(content: bytes) -> None:
    assert refusal(content) == f"{PATH}: it was changed after it was collected, its seal does not match; {RESTORE}"


def test_a_file_without_a_seal_is_not_trusted() -> None:
    found = [json.loads(line) for line in lines()]
    del found[0]["header"]["seal"]
    content = "".join(canonical(each) + "\n" for each in found).encode()
    assert refusal(content) == f"{PATH}: it was changed after it was collected, its seal does not match; {RESTORE}"


def test_a_newer_file_is_refused_before_anything_else_is_looked_at() -> None:
    content = changed(1, b'"schema_version":1', b'"schema_version":2') + b"from the future\n"
    assert refusal(content) == (
        f"{PATH}: it was written by a newer version (schema version 2, this one reads up to 1); "
        "upgrade staging-incident; nothing was read"
    )


def older() -> tuple[bytes, Document]:
    """The stored evidence as a version before the first might have written it: patterns counted under another name."""
    header, *rest = [json.loads(line) for line in lines()]
    for each in rest[1:]:
        each["evidence"]["hash"] = "of another shape"
        if "count" in each["evidence"]:
            each["evidence"]["times"] = each["evidence"].pop("count")
    body = "".join(canonical(each) + "\n" for each in rest).encode()
    content: Document = {**header["header"], "schema_version": 0}
    del content["seal"]
    return body, content


def sealed_file(header: Document, body: bytes) -> bytes:
    first = canonical({"header": {**header, "seal": evidence_file._seal(header, body)}})
    return f"{first}\n".encode() + body


def rename_times(document: Document) -> Document:
    def renamed(each: dict[str, Any]) -> dict[str, Any]:
        return {"count" if key == "times" else key: value for key, value in each.items()}

    return {**document, "evidence": [renamed(each) for each in document["evidence"]]}


def test_an_older_file_is_migrated_and_hashed_anew() -> None:
    body, header = older()
    assert evidence_file.from_bytes(sealed_file(header, body), PATH, (rename_times,)) == STORED


def test_an_older_file_that_was_edited_is_not_migrated() -> None:
    body, header = older()
    content = sealed_file(header, body).replace(b'"times":12', b'"times":13')
    migrated: list[Document] = []

    def watched(document: Document) -> Document:
        migrated.append(document)
        return rename_times(document)

    with pytest.raises(StoreError, match="its seal does not match"):
        evidence_file.from_bytes(content, PATH, (watched,))
    assert migrated == []


def test_what_a_migration_leaves_wrong_is_named_by_its_line() -> None:
    body, header = older()
    with pytest.raises(StoreError, match=f"{PATH}, line 3: log-pattern.count: Field required"):
        evidence_file.from_bytes(sealed_file(header, body), PATH, (dict,))


def test_the_same_evidence_gives_the_same_bytes_whatever_the_zone_was_written_as() -> None:
    moment = at(2, 5)
    there = revision(at="2026-03-02T12:05:00+01:00")
    assert evidence_file.to_bytes(sealed(collected=collected(there))) == evidence_file.to_bytes(
        sealed(collected=collected(revision(at=moment)))
    )
