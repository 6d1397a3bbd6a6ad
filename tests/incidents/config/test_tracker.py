"""The issue tracker."""

from pathlib import Path

import pytest

from incidents.config.config import IssueTracker
from incidents.errors import BadInputError
from incidents.github.place import GitHubPlace
from tests.incidents.config.files import added_errors, loaded


def test_repository_and_labels_are_read(tmp_path: Path) -> None:
    added = '[issues]\nrepository = "parcel-inc/parcel.api"\nlabels = ["incident", "staging", "incident"]\n'
    expected = IssueTracker(repository="parcel-inc/parcel.api", labels=("incident", "staging"))
    assert loaded(tmp_path, added).issues == expected


def test_the_address_of_a_github_enterprise_is_read(tmp_path: Path) -> None:
    added = '[issues]\nrepository = "acme_corp/parcel"\napi_url = "https://git.acme.example/api/v3/"\n'
    tracker = loaded(tmp_path, added).issues
    assert tracker.place == GitHubPlace("acme_corp/parcel", "https://git.acme.example/api/v3")


def test_an_address_to_which_no_token_may_be_sent_is_an_error(tmp_path: Path) -> None:
    (row,) = added_errors(tmp_path, '[issues]\napi_url = "http://git.acme.example/api/v3"\n')
    assert row == (
        "incident.toml:6: `issues.api_url` is the text 'http://git.acme.example/api/v3' and must be a URL that begins"
        " with https://, for a token is sent there"
    )


def test_without_a_word_there_is_no_tracker(tmp_path: Path) -> None:
    assert loaded(tmp_path).issues == IssueTracker()


@pytest.mark.parametrize(
    ("repository", "end"),
    [
        ("parcel-api", 'must be written as "owner/name"'),
        ("https://github.com/parcel-inc/parcel-api", 'must be written as "owner/name", here "parcel-inc/parcel-api"'),
        ("git@github.com:parcel-inc/parcel-api.git", 'must be written as "owner/name", here "parcel-inc/parcel-api"'),
        ("https://git.example.com/a/b", 'must be written as "owner/name"'),
        ("-x/y", 'must be written as "owner/name"'),
    ],
)
def test_another_way_to_write_a_repository_is_an_error(tmp_path: Path, repository: str, end: str) -> None:
    rows = added_errors(tmp_path, f'[issues]\nrepository = "{repository}"\n')
    assert rows == [f"incident.toml:6: `issues.repository` is the text '{repository}' and {end}"]


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    assert added_errors(tmp_path, "[issues]\nlabel = []\n") == [
        "incident.toml:6: `issues.label` is not a known key. Did you mean `labels`?"
    ]


def test_how_issues_are_filed_is_read(tmp_path: Path) -> None:
    added = """[issues]
repository = "parcel-inc/parcel"
tracker = "folder"
folder = "./tickets"
most = 5
recurrence = "link"
closed_days = 0
close_resolved = false
parent = false
folder_url = "https://files.example/postmortems/"
"""
    found = loaded(tmp_path, added).issues
    assert (found.tracker, found.filed_on, found.folder, found.most) == ("folder", "folder", "tickets", 5)
    assert (found.recurrence, found.closed_days, found.close_resolved, found.parent) == ("link", 0, False, False)
    assert found.folder_url == "https://files.example/postmortems"


@pytest.mark.parametrize("value", ["files.example", "javascript:alert(1)", "https://a b", "https://a/)x"])
def test_an_address_that_could_not_be_a_link_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadInputError, match="begins with https://"):
        loaded(tmp_path, f'[issues]\nfolder_url = "{value}"\n')


def test_issues_are_filed_on_github_where_there_is_a_repository(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[issues]\nrepository = "parcel-inc/parcel"\n').issues.filed_on == "github"
    assert loaded(tmp_path, "").issues.filed_on == "folder"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('tracker = "jira"', 'must be one of "github", "folder"'),
        ('tracker = "github"', 'to file on GitHub, add repository = "owner/name"'),
        ('folder = "../elsewhere"', "climbs out with .."),
        ("most = 0", "a whole number from 1 to 100"),
        ('recurrence = "reopened"', 'Did you mean "reopen"?'),
        ("parent = 1", "true or false"),
    ],
)
def test_a_wrong_way_of_filing_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadInputError) as error:
        loaded(tmp_path, f"[issues]\n{line}\n")
    assert said in str(error.value)
