"""Zips are read in place, and what a report never needs is refused."""

import stat
import zipfile
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.files import zip_members as subject
from collectors.test_runs.files.zip_members import ZipArchive

REPORT = b"<testsuite/>"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo("placeholder")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return path


def judged(path: Path) -> tuple[list[str], list[str]]:
    archive = ZipArchive.opened(path)
    archive.close()
    return sorted(archive.members), [problem.what for problem in archive.problems]


def test_a_member_is_read_in_place(tmp_path: Path) -> None:
    archive = ZipArchive.opened(zipped(tmp_path / "a.zip", {"out/junit.xml": REPORT}))
    member = archive.member("out/junit.xml")
    assert (member.size, member.open("rb").read()) == (len(REPORT), REPORT)
    archive.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "name",
    ["../junit.xml", "a/../../junit.xml", "/junit.xml", "C:/junit.xml", "a\\junit.xml", "a//junit.xml", "./junit.xml"],
)
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    members, problems = judged(zipped(tmp_path / "a.zip", {name: REPORT, "junit.xml": REPORT}))
    assert members == ["junit.xml"]
    assert problems == ["members of a zip whose names lead out of it or are no plain paths, which were not read"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("junit.xml")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert judged(tmp_path / "a.zip") == (
        [],
        ["members of a zip that are links or no plain files, which were not read"],
    )


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"junit.xml": REPORT})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert judged(path) == ([], ["encrypted members of a zip, which were not read"])


def test_a_zip_within_a_zip_is_refused(tmp_path: Path) -> None:
    assert judged(zipped(tmp_path / "a.zip", {"inner.ZIP": b"PK"})) == ([], ["zips within a zip, which were not read"])


def test_a_deep_member_and_an_unusual_compression_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a/" * 16 + "junit.xml", REPORT)
        archive.writestr("b.xml", REPORT, zipfile.ZIP_LZMA)
    members, problems = judged(tmp_path / "a.zip")
    assert members == []
    assert problems == [
        "members of a zip in an unusual compression, which were not read",
        "members of a zip in folders deeper than 16, which were not read",
    ]


def test_a_member_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", {"junit.xml": b" " * (8 * 2**20)})
    assert judged(bomb) == ([], ["members of a zip that unpack to more than 200 times their size, which were not read"])


def test_members_too_large_alone_or_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "LARGEST_MEMBER", 10)
    monkeypatch.setattr(subject, "LARGEST_TOTAL", 12)
    path = zipped(tmp_path / "a.zip", {"a.xml": b"x" * 8, "b.xml": b"x" * 8, "c.xml": b"x" * 11, "d.xml": b"x"})
    members, problems = judged(path)
    assert members == ["a.xml", "d.xml"]
    assert len(problems) == 2


def test_too_many_members_are_refused_before_the_directory_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "MOST_MEMBERS", 1)
    path = zipped(tmp_path / "a.zip", {"a.xml": REPORT, "b.xml": REPORT})
    with pytest.raises(UnusableReportError, match="more than 1 members"):
        ZipArchive.opened(path)
    monkeypatch.setattr(subject, "_stated_members", lambda _: 0)
    with pytest.raises(UnusableReportError, match="more than 1 members"):
        ZipArchive.opened(path)


def test_a_zip_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "LARGEST_ZIP", 10)
    with pytest.raises(UnusableReportError, match="larger than"):
        ZipArchive.opened(zipped(tmp_path / "a.zip", {"a.xml": REPORT}))


def test_what_is_no_whole_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.xml": REPORT})
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(UnusableReportError, match="no whole zip"):
        ZipArchive.opened(path)


def test_a_member_that_is_broken_or_lies_about_its_size_cannot_be_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.xml": b"0123456789" * 50})
    content = bytearray(path.read_bytes())
    content[content.index(b"a.xml") + 8] ^= 0xFF
    (tmp_path / "broken.zip").write_bytes(bytes(content))
    archive = ZipArchive.opened(tmp_path / "broken.zip")
    with pytest.raises(UnusableReportError, match="broken within the zip"):
        archive.member("a.xml").open("rb")
    archive.close()
    with zipfile.ZipFile(path) as whole:
        (info,) = whole.infolist()
        info.file_size = 5
        with pytest.raises(UnusableReportError):
            subject.ZipMember(whole, info).open("rb")


def test_a_member_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    archive = ZipArchive.opened(zipped(tmp_path / "a.zip", {"a.xml": REPORT}))
    with pytest.raises(FileNotFoundError):
        archive.member("b.xml")
    archive.close()


def test_the_second_member_of_one_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.mkdir("out")
        archive.writestr("junit.xml", REPORT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("junit.xml", REPORT)
    assert judged(tmp_path / "a.zip") == (
        ["junit.xml"],
        ["members of a zip with the name of another, which were not read"],
    )


def test_a_member_shorter_than_stated_cannot_be_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", {"a.xml": REPORT})) as whole:
        (info,) = whole.infolist()
        member = subject.ZipMember(whole, info)
        info.file_size += 5
        with pytest.raises(UnusableReportError):
            member.open("rb")
