import pytest

from reports.issues.draft.front_matter import fields, joined, merged, parted, written


@pytest.mark.parametrize("text", ["", "# Title\n", "---\ntitle: x\n", "--\ntitle: x\n--\n"])
def test_a_file_without_a_whole_head_has_none(text: str) -> None:
    assert parted(text) is None


def test_a_file_comes_together_again_as_it_was() -> None:
    parts = parted("---\ntitle: x\n---\nBody\r\n---\nmore")
    assert parts is not None
    assert joined(parts.head, parts.body) == "---\ntitle: x\n---\nBody\r\n---\nmore"


def test_what_is_written_is_read_again_whatever_it_holds() -> None:
    values = {
        "title": 'no: "yes" # \\ - @x',
        "labels": ("a", "2026-03-02", "no"),
        "blocked-by": [{"fingerprint": "0123", "path": "a: b", "cites": ("log-1",)}],
        "empty": (),
    }
    read = fields(written(values))
    assert read == {
        "title": 'no: "yes" # \\ - @x',
        "labels": ["a", "2026-03-02", "no"],
        "blocked-by": [{"fingerprint": "0123", "path": "a: b", "cites": ["log-1"]}],
        "empty": [],
    }


def test_every_value_is_a_text_a_list_or_a_table() -> None:
    assert fields("a: no\nb: 2026-03-02\nc: 1_000\nd: ~\n") == {"a": "no", "b": "2026-03-02", "c": "1_000", "d": "~"}


@pytest.mark.parametrize("head", ["a: [\n", "- a\n", "\tx: 1\n", "[" * 5000])
def test_a_head_that_cannot_be_read_is_one_error(head: str) -> None:
    with pytest.raises(ValueError, match=r"line \d+|nested"):
        fields(head)


def test_a_tag_makes_nothing() -> None:
    assert fields("a: !!python/object/apply:os.getcwd []\n") == {"a": []}


BASE = 'title: "old"\npriority: "P1"\nlabels: []\n'


@pytest.mark.parametrize(
    ("ours", "new", "expected", "both"),
    [
        (BASE, 'title: "new"\npriority: "P0"\nlabels: []\n', 'title: "new"\npriority: "P0"\nlabels: []\n', ()),
        # What somebody wrote stays as they wrote it, with the comment that belongs to it.
        (
            'title: mine  # said so\npriority: "P1"\nlabels: []\n',
            'title: "old"\npriority: "P0"\nlabels: []\n',
            'title: mine  # said so\npriority: "P0"\nlabels: []\n',
            (),
        ),
        (
            'title: mine\npriority: "P1"\nlabels: []\n',
            'title: "new"\npriority: "P1"\nlabels: []\n',
            'title: mine\npriority: "P1"\nlabels: []\n',
            ("title",),
        ),
        # Both came to the same.
        (
            'title: "new"\npriority: "P1"\nlabels: []\n',
            'title: "new"\npriority: "P1"\nlabels: []\n',
            'title: "new"\npriority: "P1"\nlabels: []\n',
            (),
        ),
        # A field that somebody took out stays out, one that is new comes in, one that is no more goes.
        ('title: "old"\nlabels: []\n', f'{BASE}until: "x"\n', 'title: "old"\nlabels: []\nuntil: "x"\n', ()),
        (BASE, 'title: "old"\nlabels: []\n', 'title: "old"\nlabels: []\n', ()),
        # Order and fields of their own stay.
        (
            'labels:\n  - mine\ntitle: "old"\npriority: "P1"\nissue: 7\n',
            'title: "new"\npriority: "P1"\nlabels: []\n',
            'labels:\n  - mine\ntitle: "new"\npriority: "P1"\nissue: 7\n',
            (),
        ),
    ],
)
def test_fields_are_merged_one_by_one(ours: str, new: str, expected: str, both: tuple[str, ...]) -> None:
    assert merged(BASE, ours, new) == (expected, both)
