import pytest

from collectors.cloud_run.built_from import BuiltFrom, built_from, commit_in_tag, label_name, tag_of

WHOLE = "4e1f0c9ab7d2" + "0" * 28
UNKNOWN = BuiltFrom(None, "unknown")


@pytest.mark.parametrize(
    ("labels", "commit"),
    [
        ({"commit-sha": WHOLE}, WHOLE),
        ({"commit-sha": WHOLE.upper()}, WHOLE),
        ({"git_sha": "4e1f0c9"}, "4e1f0c9"),
        ({"parcel.example/git-commit": "4e1f0c9ab"}, "4e1f0c9ab"),
        ({"org.opencontainers.image.revision": WHOLE}, WHOLE),
        ({"commit": "abcdef1", "commit-sha": "4e1f0c9"}, "4e1f0c9"),  # the more exact name goes first
        ({"commit-sha": "main"}, None),
        ({"commit-sha": "4e1f0c"}, None),  # too short to name a commit
        ({"gcb-build-id": "3ca9f92e-0eba-2a66-183a-51d74df3c2ab"}, None),  # a run of the pipeline
        ({"gcb-trigger-id": "4e1f0c9"}, None),
        ({"serving.knative.dev/serviceUid": "4e1f0c9"}, None),
        ({"commit-sha": 7}, None),
    ],
)
def test_labels_that_name_a_commit_are_known(labels: dict[str, object], commit: str | None) -> None:
    assert built_from(labels, {}, None) == (BuiltFrom(commit, "label") if commit else UNKNOWN)


def test_labels_go_before_annotations_and_both_before_the_tag() -> None:
    image = "registry/api:abcdef1"
    assert built_from({"sha": "4e1f0c9"}, {"commit-sha": "5555555"}, image) == BuiltFrom("4e1f0c9", "label")
    assert built_from({"sha": "main"}, {"commit-sha": "5555555"}, image) == BuiltFrom("5555555", "annotation")
    assert built_from({}, {}, image) == BuiltFrom("abcdef1", "image-tag")
    assert built_from({}, {}, "registry/api@sha256:" + "ab" * 32) == UNKNOWN


@pytest.mark.parametrize(
    ("tag", "commit"),
    [
        ("3f2a91c", "3f2a91c"),
        ("3F2A91C", "3f2a91c"),
        (WHOLE, WHOLE),
        ("1234567", "1234567"),  # git abbreviates to seven, and one id in thirty has only digits
        ("main-3f2a91c", "3f2a91c"),
        ("sha-3f2a91c", "3f2a91c"),
        ("v1.2.3-14-g3f2a91c", "3f2a91c"),
        ("20260302-3f2a91c", "3f2a91c"),
        ("1.4.0_3f2a91c.dirty", "3f2a91c"),
        ("3f2a91c-3f2a91c", "3f2a91c"),
        ("20260302", None),  # a date
        ("1772409600", None),  # a second
        ("build-1234567", None),  # a build number
        ("fix-defaced", None),  # a word
        ("latest", None),
        ("v1.2.3", None),
        ("3f2a91c-4e1f0c9", None),  # which of the two is not known
        ("3ca9f92e-0eba-2a66-183a-51d74df3c2ab", None),  # a build's own id
        ("", None),
    ],
)
def test_a_tag_tells_a_commit_or_nothing(tag: str, commit: str | None) -> None:
    assert commit_in_tag(tag) == commit


def test_the_tag_stands_behind_the_last_part_of_the_name() -> None:
    assert tag_of("localhost:5000/parcel/api") == ""
    assert tag_of("localhost:5000/parcel/api:3f2a91c@sha256:" + "ab" * 32) == "3f2a91c"
    assert tag_of("") == ""


def test_label_names_compare_without_domain_and_case() -> None:
    assert label_name("parcel.example/Git_SHA") == "git-sha"
