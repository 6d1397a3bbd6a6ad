import errno
import os
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from incidents.errors import StoreError
from incidents.store.wording import explained, first_fault, sentence, unusable

PATH = Path("postmortems/x")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "there is no space left on this disk; free some and try again"),
        (errno.EDQUOT, "the disk quota is used up; free some space and try again"),
        (errno.EFBIG, "a file would grow over the size that this disk or this process allows; raise the limit and try"),
        (errno.EROFS, "the file system is read-only; make it writable or set another `report_root`"),
        (errno.EACCES, "permission denied; give yourself access to it or set another `report_root`"),
        (errno.EPERM, "the system does not permit it; check the owner and attributes of the folder"),
        (errno.ENAMETOOLONG, "the name is too long for this file system; choose a shorter one"),
        (errno.ENOTDIR, "a part of this path is a file, not a folder; move it away or set another `report_root`"),
        (errno.EEXIST, "a file of this name is in the way; move it away or set another `report_root`"),
        (errno.ENOTEMPTY, "a folder of this name has appeared meanwhile; move it away or try again"),
        (errno.ELOOP, "a symbolic link is in the way; remove it"),
        (errno.ENOENT, "no such file or folder; check the path"),
        (errno.EIO, "the system says 'Input/output error'"),
    ],
)
def test_each_error_of_the_system_has_its_sentence(number: int, said: str) -> None:
    with pytest.raises(StoreError) as caught, explained(PATH, "nothing was written"):
        raise OSError(number, os.strerror(number))
    assert str(caught.value).startswith(f"{PATH}: {said}")
    assert str(caught.value).endswith("; nothing was written")


def test_an_error_without_a_number_is_named_by_its_kind() -> None:
    assert (
        sentence(PATH, TimeoutError(), "nothing was read")
        == f"{PATH}: the system says 'TimeoutError'; nothing was read"
    )


def test_errors_that_are_not_the_systems_pass() -> None:
    with pytest.raises(ValueError, match="not ours"), explained(PATH, "nothing was written"):
        raise ValueError("not ours")


def test_a_line_is_named_where_it_is_known() -> None:
    assert str(unusable(PATH, "torn", 7)) == "postmortems/x, line 7: torn; nothing was read"
    assert str(unusable(PATH, "torn")) == "postmortems/x: torn; nothing was read"


class Box(BaseModel):
    model_config = ConfigDict(extra="forbid")
    width: int
    depth: int


def fault_of(value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Box.model_validate(value)
    return first_fault(caught.value)


def test_the_first_fault_is_told_and_the_others_are_counted() -> None:
    assert fault_of({"width": 1}) == "depth: Field required"
    assert fault_of({"width": "wide"}) == (
        "width: Input should be a valid integer, unable to parse string as an integer (and 1 more)"
    )


def test_a_fault_shows_no_escape_sequence_and_no_endless_name() -> None:
    shown = fault_of({"width": 1, "depth": 1, "\x1b[31m\u202e\n" + "x" * 500: 1})
    assert shown == f"?[31m??{'x' * 193}..."
