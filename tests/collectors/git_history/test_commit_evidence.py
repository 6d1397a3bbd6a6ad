from dataclasses import replace
from typing import Any

from collectors.git_history.commit_evidence import MOST_LINES, MOST_NAMES, Standing, change_evidence, commit_evidence
from collectors.git_history.diffs.change_detail import Detail
from collectors.git_history.diffs.diff_stream import FileDiff
from collectors.git_history.diffs.patch import RawHunk
from collectors.git_history.objects.commit_objects import StoredCommit
from collectors.redaction import Redactor
from incidents.model.evidence import Commit, DependencyChange, FileChange, Hunk
from incidents.model.instant import Instant
from incidents.model.record import digest

SHA = "a1b2c3d4e5f6" + "0" * 28
AT = Instant.parse("2026-03-02T09:00:00Z")
STORED = StoredCommit(
    SHA, ("b" * 40,), AT, "Print labels twice", "Print labels twice\n\nBecause.", lossy=False, reverts=None
)
DIFF = FileDiff("M", b"parcel_api/labels.py", None, submodule=False, added=1, removed=1, hunks=(), cut=False)
RULE = Redactor([("badge", "BDG-[0-9]{6}"), ("block", "(?s)BEGIN.*?END")])
BADGE = RULE.redact("BDG-123456")
BLOCK = "BEGIN\nmiddle\nEND"
OTHER_BLOCK = "BEGIN\nold\nnew\nEND"


def commit(**changes: Any) -> Commit:
    return commit_evidence(replace(STORED, **changes), "repo", Standing(("refs/heads/main",), ("parcel-api",)), RULE)


def change(*hunks: RawHunk, **changes: Any) -> FileChange:
    return change_evidence(replace(DIFF, hunks=hunks, **changes), commit(), RULE)


def raw_hunk(*lines: bytes, section: bytes = b"def label():") -> RawHunk:
    return RawHunk((3, 4), (3, 5), section, lines)


def test_a_commit_is_cited_by_its_id_without_names_of_people() -> None:
    assert commit(
        message="Print labels twice\n\nBecause.\n\nSigned-off-by: Jo Doe <jo@x>\nCo-authored-by: Al"
    ) == Commit(
        id="commit-a1b2c3d4e5f6",
        at=AT,
        source="git",
        locator=f"repo@{SHA}",
        excerpt="Print labels twice\n\nBecause.\n\nSigned-off-by: [redacted:name]\nCo-authored-by: [redacted:name]",
        sha=SHA,
        parents=("b" * 40,),
        subject="Print labels twice",
        refs=("refs/heads/main",),
        new_in=("parcel-api",),
    )


def test_a_message_is_redacted_before_it_is_cut() -> None:
    long = "x" * 1995 + "BDG-123456"
    found = commit(subject="s" * 295 + "BDG-123456", message=long)
    assert found.excerpt == ("x" * 1995 + BADGE)[:2000]
    assert found.subject == ("s" * 295 + BADGE)[:300]


def test_a_change_holds_its_hunks_and_begins_with_them() -> None:
    text = "-print(label)\n+print(label, label)"
    assert change(raw_hunk(b"-print(label)", b"+print(label, label)")) == FileChange(
        id=f"change-{digest(SHA, 'parcel_api/labels.py')}",
        at=AT,
        source="git",
        locator=f"repo@{SHA}:parcel_api/labels.py",
        excerpt=f"@@ -3,4 +3,5 @@ def label():\n{text}",
        commit=SHA,
        path="parcel_api/labels.py",
        old_path=None,
        status="modified",
        path_class="production",
        added=1,
        removed=1,
        hunks=(Hunk(old_start=3, old_lines=4, new_start=3, new_lines=5, section="def label():", text=text),),
    )


def test_a_change_without_lines_says_what_git_says() -> None:
    moved = change(status="R", old_path=b"old.py", added=0, removed=0)
    assert (moved.excerpt, moved.status, moved.old_path) == ("R parcel_api/labels.py", "renamed", "old.py")
    binary = change(path=b"logo.png", added=None, removed=None)
    assert (binary.excerpt, binary.added, binary.removed, binary.truncated) == ("M logo.png", None, None, False)


def test_secrets_leave_paths_and_sections_too() -> None:
    found = change(raw_hunk(b"+x", section=b"BDG-123456"), path=b"badges/BDG-123456.txt")
    assert (found.path, found.hunks[0].section) == (f"badges/{BADGE}.txt", BADGE)


def test_secrets_leave_lines_and_the_signs_stay() -> None:
    found = change(raw_hunk(b" a", b"-b BDG-123456", b"+b", b"\\ No newline at end of file"))
    assert found.hunks[0].text == f" a\n-b {BADGE}\n+b\n\\ No newline at end of file"


def test_a_secret_over_several_lines_is_found_behind_the_signs() -> None:
    found = change(raw_hunk(b" a", b"+k = BEGIN", b"+middle", b"+END", b" z")).hunks[0].text
    assert found == f" a\n+k = {RULE.redact(BLOCK)}\n z"
    mixed = change(raw_hunk(b" BEGIN", b"-old", b"+new", b" END", b"+z")).hunks[0].text
    assert mixed == f" {RULE.redact(OTHER_BLOCK)}\n+z"


def test_lines_are_redacted_before_they_are_cut_and_the_cut_is_told() -> None:
    lines = [b"+%d" % number for number in range(MOST_LINES - 1)]
    found = change(raw_hunk(*lines, b"+BEGIN"), raw_hunk(b"+more"))
    assert [hunk.text.count("\n") + 1 for hunk in found.hunks] == [MOST_LINES, 1]
    assert (found.hunks[1].text, found.truncated) == ("", True)
    over = change(raw_hunk(*lines, b"+k BEGIN", b"+secret", b"+END", b"+z"))
    assert "secret" not in over.hunks[0].text
    assert over.hunks[0].text.count("\n") + 1 == MOST_LINES


def test_a_long_line_is_cut_behind_its_secrets() -> None:
    found = change(raw_hunk(b"+" + b"x" * 995 + b"BDG-123456"))
    assert "BDG-1" not in found.hunks[0].text
    assert (len(found.hunks[0].text), found.truncated) == (1000, True)


def test_what_is_not_utf8_is_replaced_and_still_told_apart() -> None:
    one, other = change(path=b"\xff.txt"), change(path=b"\xfe.txt")
    assert one.path == other.path == "\ufffd.txt"
    assert one.id != other.id


def test_a_submodule_is_a_dependency() -> None:
    assert change(path=b"parcel-kit", submodule=True).path_class == "dependencies"


def test_placeholders_above_are_what_this_page_takes_them_for() -> None:
    assert [each.partition(":")[0] for each in (BADGE, RULE.redact(BLOCK), RULE.redact(OTHER_BLOCK))] == [
        "[redacted"
    ] * 3


def test_what_the_repository_says_of_a_commit_is_kept_without_secrets() -> None:
    standing = Standing(refs=("refs/heads/BDG-123456",), new_in=("a", "b"), ignored_by_blame=True)
    found = commit_evidence(STORED, "repo", standing, RULE)
    assert (found.refs, found.new_in, found.ignored_by_blame) == ((f"refs/heads/{BADGE}",), ("a", "b"), True)


def test_what_the_contents_tell_is_kept_without_secrets() -> None:
    dependency = DependencyChange(name="kit", before="@ https://BDG-123456@x", after=None, group="BDG-123456")
    detail = Detail(("f", "g_BDG-123456"), "behaviour", (dependency,))
    found = change_evidence(DIFF, commit(), RULE, detail)
    assert (found.functions, found.effect) == (("f", f"g_{BADGE}"), "behaviour")
    assert found.dependencies == (DependencyChange(name="kit", before=f"@ https://{BADGE}@x", after=None, group=BADGE),)


def test_names_of_functions_are_redacted_one_by_one_where_a_secret_would_run_over_several() -> None:
    found = change_evidence(DIFF, commit(), RULE, Detail(("BEGIN", "f", "END")))
    assert found.functions == ("BEGIN", "f", "END")


def test_many_and_long_names_are_cut() -> None:
    names = tuple(f"f{number:04}" + "x" * 400 for number in range(MOST_NAMES + 1))
    dependencies = tuple(DependencyChange(name=name, before=None, after=name) for name in names)
    found = change_evidence(DIFF, commit(), RULE, Detail(names, "behaviour", dependencies))
    assert [len(each) for each in found.functions] == [300] * MOST_NAMES
    assert [(len(each.name), len(each.after or "")) for each in found.dependencies] == [(300, 300)] * MOST_NAMES
