import pytest

from collectors.git_history.objects.commit_objects import StoredCommit, stored_commit
from incidents.model.instant import Instant

SHA = "a" * 40
HEAD = b"tree " + b"b" * 40 + b"\nparent " + b"c" * 40 + b"\nauthor A <a@x> 5 +0000\n"


def stored(message: bytes, committer: bytes = b"B <b@x> 1772409600 +0100", extra: bytes = b"") -> StoredCommit:
    return stored_commit(SHA, HEAD + b"committer " + committer + b"\n" + extra + b"\n" + message)


def test_a_commit_is_read_field_by_field() -> None:
    assert stored(b"Fix the label\nprinter\n\nBecause of the queue.\n") == StoredCommit(
        sha=SHA,
        parents=("c" * 40,),
        at=Instant.parse("2026-03-02T00:00:00Z"),
        subject="Fix the label printer",
        message="Fix the label\nprinter\n\nBecause of the queue.",
        lossy=False,
        reverts=None,
    )


def test_lines_that_continue_a_signature_are_no_fields() -> None:
    signature = b"gpgsig -----BEGIN\n parent " + b"d" * 40 + b"\n committer X <x> 1 +0000\n"
    assert stored(b"x", extra=signature) == stored(b"x")


@pytest.mark.parametrize(
    ("committer", "at"),
    [
        (b"A\x1b[2J <b> 7 +0000 <a@x> 1772409600 +0000", Instant.parse("2026-03-02T00:00:00Z")),  # a name like a time
        (b"A <a@x> 0 -1200", Instant(0)),
        (b"A <a@x> -5 +0000", None),  # before 1970
        (b"A <a@x> 999999999999 +0000", None),  # after the year 9999
        (b"A <a@x>", None),
        (b"A <a@x> soon +0000", None),
    ],
)
def test_the_time_stands_behind_the_last_bracket_or_is_unknown(committer: bytes, at: Instant | None) -> None:
    assert stored(b"x", committer).at == at


@pytest.mark.parametrize(
    ("raw", "declared", "text", "lossy"),
    [
        ("Größe".encode(), b"", "Größe", False),
        ("Größe".encode("latin-1"), b"encoding ISO-8859-1\n", "Größe", False),
        ("Größe".encode("latin-1"), b"", "Gr\ufffd\ufffde", True),  # says nothing and is not UTF-8
        ("Größe".encode("cp1252"), b"encoding unicode_escape\n", "Gr\ufffd\ufffde", True),  # no charset of letters
        (b"\\u0041", b"encoding unicode_escape\n", "\\u0041", False),
        (b"plain", b"encoding cp999\n", "plain", False),  # a charset that does not exist
    ],
)
def test_a_message_is_decoded_as_it_claims_or_with_replacements(
    raw: bytes, declared: bytes, text: str, lossy: bool
) -> None:
    found = stored(raw, extra=declared)
    assert (found.message, found.lossy) == (text, lossy)


@pytest.mark.parametrize(
    ("message", "reverts"),
    [
        ("Revert x\n\nThis reverts commit " + "AB12" * 10 + ".", "ab12" * 10),
        ("Revert x\n\nThis reverts commit ab12cd3, which broke it", "ab12cd3"),
        ("This reverts commit of yesterday", None),
        ('Revert "x"', None),  # says that it reverts, not what
    ],
)
def test_a_revert_names_its_commit(message: str, reverts: str | None) -> None:
    assert stored(message.encode()).reverts == reverts
