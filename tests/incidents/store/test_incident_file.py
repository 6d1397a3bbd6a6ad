import json
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store import incident_file
from incidents.store.schema_version import Document
from tests.builders import finding, incident

PATH = Path("postmortems/x/incident.json")
ANEW = "run `incident render` to write it anew; nothing was read"
CONTENT = incident_file.to_bytes(incident())


def refusal(content: bytes) -> str:
    with pytest.raises(StoreError) as caught:
        incident_file.from_bytes(content, PATH)
    return str(caught.value)


def with_fields(**fields: object) -> bytes:
    return json.dumps({**json.loads(CONTENT), **fields}).encode()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "incident.json").write_bytes(CONTENT)
    assert incident_file.read(tmp_path / "incident.json") == incident()


def test_it_is_laid_out_for_people_and_ends_its_last_line() -> None:
    text = CONTENT.decode()
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert text.startswith('{\n "actions": [],\n "against": [],\n "baseline": null,\n')


def test_text_outside_ascii_is_kept_readable() -> None:
    titled = incident(findings=(finding(title="Größe der Sendung fehlt \u2028 📦"),))
    content = incident_file.to_bytes(titled)
    assert "Größe der Sendung".encode() in content
    assert incident_file.from_bytes(content, PATH) == titled


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "incident.json"
    with pytest.raises(StoreError) as caught:
        incident_file.read(path)
    assert str(caught.value) == f"{path}: no such file or folder; check the path; nothing was read"


UNUSABLE = [
    (CONTENT[:60], ", line 5: it is not JSON (Unterminated string starting at)"),
    (b"", ", line 1: it is not JSON (Expecting value)"),
    (b"\xff\xfe{}", ": it is not JSON in UTF-8"),
    (b"[" * 100_000, ": it is not JSON in UTF-8"),
    (b"[]", ": it holds no JSON object"),
    (with_fields(verdict="fine"), ": verdict: Input should be 'incident', 'healthy', 'resolved'"),
    (with_fields(surprise=1), ": surprise: Extra inputs are not permitted"),
    (with_fields(index=[]), ": no such record: log-"),
]


@pytest.mark.parametrize(("content", "said"), UNUSABLE, ids=[said for _, said in UNUSABLE])
def test_a_file_that_cannot_be_used_is_one_sentence(content: bytes, said: str) -> None:
    found = refusal(content)
    assert found.startswith(f"{PATH}{said}")
    assert found.endswith(f"; {ANEW}")
    assert "\n" not in found


def test_a_newer_file_is_refused() -> None:
    assert refusal(with_fields(schema_version=2, verdict="unheard of")) == (
        f"{PATH}: it was written by a newer version (schema version 2, this one reads up to 1); "
        "upgrade staging-incident; nothing was read"
    )


def test_an_older_file_is_migrated() -> None:
    old = json.loads(CONTENT)
    old["schema_version"] = 0
    old["result"] = old.pop("verdict")

    def rename_result(document: Document) -> Document:
        return {"verdict" if key == "result" else key: value for key, value in document.items()}

    content = json.dumps(old).encode()
    assert incident_file.from_bytes(content, PATH, (rename_result,)) == incident()
    assert "too old (schema version 0, this one reads from 1)" in refusal(content)
