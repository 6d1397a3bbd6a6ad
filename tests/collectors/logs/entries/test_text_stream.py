import gzip
from pathlib import Path

import pytest

from collectors.logs.entries.text_stream import CHUNK, CutOffError, text_chunks
from collectors.problem_tally import ProblemTally


def read(path: Path) -> tuple[str, dict[str, int]]:
    problems = ProblemTally()
    text = "".join(text_chunks(path, problems))
    return text, {each.what: each.count for each in problems.problems()}


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "grün\n".encode(),  # plain
        "grün\n".encode("utf-8-sig"),  # with a byte order mark, as Windows editors write it
        "grün\n".encode("utf-16"),  # as PowerShell redirects
        gzip.compress("grün\n".encode(), mtime=0),
        gzip.compress(b"gr", mtime=0) + gzip.compress("ün\n".encode(), mtime=0),  # `cat a.gz b.gz`
        gzip.compress("grün\n".encode(), mtime=0) + bytes(7),  # padded by a tape or a block device
    ],
)
def test_every_way_of_writing_a_text_gives_the_same_text(tmp_path: Path, content: bytes) -> None:
    assert read(written(tmp_path, content)) == ("grün\n", {})


def test_an_empty_file_gives_no_chunk(tmp_path: Path) -> None:
    assert read(written(tmp_path, b"")) == ("", {})


def test_a_character_that_lies_across_two_chunks_is_whole(tmp_path: Path) -> None:
    text = "x" * (CHUNK - 1) + "ü"
    assert read(written(tmp_path, text.encode())) == (text, {})


def test_invalid_bytes_come_out_as_escapes_and_are_counted(tmp_path: Path) -> None:
    text, problems = read(written(tmp_path, b"a\xff\xfeb \xc3\x28"))
    assert text == r"a\xff\xfeb \xc3("
    assert problems == {"bytes that are not valid text, kept as escapes": 3}


def test_half_a_character_at_the_end_of_the_file_is_counted(tmp_path: Path) -> None:
    text, problems = read(written(tmp_path, "grü".encode()[:-1]))
    assert text == r"gr\xc3"
    assert problems == {"bytes that are not valid text, kept as escapes": 1}


def test_invalid_bytes_in_one_chunk_do_not_harm_the_next(tmp_path: Path) -> None:
    text, _ = read(written(tmp_path, b"\xff" + b"x" * (CHUNK - 2) + "ü".encode() + b"y" * 9))
    assert text == r"\xff" + "x" * (CHUNK - 2) + "ü" + "y" * 9


def test_nul_bytes_are_left_out_and_counted(tmp_path: Path) -> None:
    assert read(written(tmp_path, b"a\0\0b")) == ("ab", {"NUL bytes, left out": 2})


def test_a_cut_gzip_stream_yields_what_it_held_before_it_raises(tmp_path: Path) -> None:
    whole = gzip.compress(bytes(str(list(range(50_000))), "ascii"))
    chunks = text_chunks(written(tmp_path, whole[: len(whole) // 2]), ProblemTally())
    assert next(chunks).startswith("[0, 1, 2")
    with pytest.raises(CutOffError, match="ends before its last block"):
        list(chunks)


def test_a_damaged_gzip_stream_says_so(tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(bytes(range(256)) * 40))
    damaged[30:60] = bytes(30)
    with pytest.raises(CutOffError, match="damaged"):
        read(written(tmp_path, bytes(damaged)))


def test_what_inflates_to_very_much_comes_in_small_chunks(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b" " * (20 * CHUNK)))
    assert max(len(chunk) for chunk in text_chunks(path, ProblemTally())) <= CHUNK


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing")
