import json
from pathlib import Path

import pytest

from collectors.cloud_run.documents import Document, UnreadableFileError, read_documents
from tests.collectors.cloud_run.records import revision, service

ONE, TWO = revision(), service()


def kinds(path: Path, content: bytes | str) -> list[tuple[str, str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(each.kind, each.place) for each in read_documents(path)[0]]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, TWO]),
        json.dumps({"kind": "List", "items": [ONE, TWO]}),
        json.dumps(ONE) + "\n" + json.dumps(TWO, indent=2),  # two commands appended to one file
        json.dumps([ONE]) + json.dumps([TWO]),
        json.dumps([ONE, TWO]).encode("utf-16"),  # redirected by PowerShell
        json.dumps([ONE, TWO]).encode("utf-8-sig"),
    ],
)
def test_records_are_found_in_every_wrapping(tmp_path: Path, content: bytes | str) -> None:
    assert kinds(tmp_path / "x.json", content) == [("revision", "parcel-api-00008-fox"), ("service", "parcel-api")]


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (
            {"kind": "Revision", "metadata": {"name": "a"}},
            "revision",
        ),  # gcloud leaves apiVersion out with --format=json(kind)
        ({"kind": "Service", "apiVersion": "serving.knative.dev/v1", "metadata": {"name": "a"}}, "service"),
        ({"kind": "Service", "apiVersion": "v1", "metadata": {"name": "a"}}, "other"),  # of Kubernetes
        ({"kind": "Configuration", "apiVersion": "serving.knative.dev/v1", "metadata": {"name": "a"}}, "other"),
        ({"kind": ["Revision"], "metadata": {"name": "a"}}, "other"),
        ({"name": "projects/p/locations/l/services/s/revisions/a"}, "revision"),
        ({"name": "projects/p/locations/l/services/a"}, "service"),
        ({"name": "projects/p/locations/l/jobs/a"}, "other"),
    ],
)
def test_kinds_are_told_apart(tmp_path: Path, record: object, kind: str) -> None:
    assert kinds(tmp_path / "x.json", json.dumps([record])) == [(kind, "a")]


def test_values_that_are_no_records_are_others(tmp_path: Path) -> None:
    assert kinds(tmp_path / "x.json", "[1, null, []]") == [("other", "0"), ("other", "1"), ("other", "2")]
    assert kinds(tmp_path / "x.json", "[]") == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("[1, 2", "it is not JSON (Expecting ',' delimiter"),
        ("ERROR: (gcloud.run) permission denied", "it is not JSON (Expecting value"),
        (b"\x80\x81\x82\x83abc", "it is not utf-8"),
        ("[" * 100_000, "it is nested too deeply"),
        ("[" * 150 + "]" * 150, "it is nested too deeply"),
        ("[" + "9" * 5000 + "]", "it is not JSON (Exceeds the limit"),
    ],
)
def test_what_is_no_json_is_told(tmp_path: Path, content: bytes | str, why: str) -> None:
    with pytest.raises(UnreadableFileError) as failed:
        kinds(tmp_path / "x.json", content)
    assert str(failed.value).startswith(why)


def test_what_is_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFileError, match="it is no file"):
        read_documents(tmp_path)
    monkeypatch.setattr("collectors.cloud_run.documents._MOST_BYTES", 1_000_000)
    (tmp_path / "large.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(UnreadableFileError, match="it is larger than 1 MB"):
        read_documents(tmp_path / "large.json")


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    (tmp_path / "x.json").write_text("[]")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        read_documents(tmp_path / "x.json")


@pytest.mark.parametrize(
    "page", [{"revisions": [], "nextPageToken": "t"}, {"items": [], "metadata": {"continue": "t"}}]
)
def test_one_page_of_more_is_told(tmp_path: Path, page: object) -> None:
    (tmp_path / "x.json").write_text(json.dumps(page))
    assert read_documents(tmp_path / "x.json") == ([], "the file holds one page of a longer list")


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"kind": "Revision", "metadata": {"name": "a\\ud800\\ud83d\\ude00"}}')
    assert read_documents(tmp_path / "x.json")[0] == [
        Document("revision", "a\ufffd\U0001f600", {"kind": "Revision", "metadata": {"name": "a\ufffd\U0001f600"}})
    ]
