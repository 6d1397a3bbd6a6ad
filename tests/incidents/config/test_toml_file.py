"""incident.toml as text and values."""

import os
from pathlib import Path

import pytest

from incidents.config.toml_file import read_toml
from incidents.errors import BadInputError


def refusal(path: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        read_toml(path)
    return str(caught.value)


def test_a_file_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "staging.toml"
    path.write_text("a = 1\nb = 'é'\n", encoding="utf-8")
    file = read_toml(path)
    assert (file.name, file.values) == ("staging.toml", {"a": 1, "b": "é"})
    assert file.lines.line(("b",)) == 2


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")  # Windows editors write it so
    file = read_toml(path)
    assert (file.values, file.lines.verbatim(("a",))) == ({"a": 1, "b": 2}, "a = 1")


def test_a_missing_file_sends_the_reader_to_init(tmp_path: Path) -> None:
    assert refusal(tmp_path / "incident.toml") == (
        f"there is no {tmp_path}/incident.toml: run `incident init` to write one; nothing was collected or written"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is not a file: name an incident.toml" in refusal(tmp_path)


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "incident.toml")
    assert "is not a file" in refusal(tmp_path / "incident.toml")


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be read (Not a directory)" in refusal(tmp_path / "file" / "incident.toml")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'a = 1\nb = "caf\xe9"\n', "incident.toml:2: the byte 0xe9 is not UTF-8: save the file as UTF-8"),
        ("a = 1".encode("utf-16"), "incident.toml:1: the file is UTF-16: save it as UTF-8"),
        (b"a = " + b"[" * 100_000, "incident.toml:1: a value is nested too deeply to be read"),
        (b"\n[a]\nb = = 1\n", "incident.toml:3: the text is not TOML in column 5 (Invalid value): correct it"),
        (b"\na = [1,\n2", "incident.toml:3: the text is not TOML"),  # the parser says "at end of document" or a line
        (b"a = " + b"9" * 5000, "incident.toml:1: the text is not TOML"),  # Python converts 4300 digits at most
        (b"a = 2026-02-30\n", "incident.toml:1: the text is not TOML in column 5 (Invalid date or datetime)"),
        (b"a = 1\n\nb = 'x\x00'\n", "incident.toml:3: the text is not TOML"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "incident.toml"
    path.write_bytes(content)
    assert refusal(path).startswith(expected)
    assert refusal(path).endswith("nothing was collected or written")
    assert "\n" not in refusal(path)


def test_a_file_without_an_end_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    with path.open("wb") as stream:
        stream.truncate(200_001)
    assert "is larger than 200,000 bytes" in refusal(path)


def test_tables_and_keys_that_are_given_twice_are_named_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_text("[components.chat]\nvalue = 'a'\n[x]\na = 1\na = 2\n[components.chat]\nvalue = 'b'\n")
    assert [row.removesuffix("; nothing was collected or written") for row in refusal(path).splitlines()] == [
        "incident.toml:5: `x.a` is given here and at incident.toml:4: keep one",
        "incident.toml:6: `components.chat` is given here and at incident.toml:1: keep one",
        "incident.toml:7: `components.chat.value` is given here and at incident.toml:2: keep one",
    ]
