"""Where a repository lies."""

import pytest

from incidents.github.place import GITHUB_API, GitHubPlace, api_url_fault


def test_a_repository_on_github_is_shown_by_its_name_and_another_with_its_host() -> None:
    assert GitHubPlace("acme/parcel").shown == "acme/parcel"
    assert GitHubPlace("acme/parcel", "https://git.acme.example/api/v3").shown == "git.acme.example/acme/parcel"


@pytest.mark.parametrize(
    "url",
    [
        GITHUB_API,
        "https://git.acme.example/api/v3",
        "https://api.acme.ghe.com",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080/api/v3",
    ],
)
def test_an_address_of_an_api_is_none_to_complain_of(url: str) -> None:
    assert api_url_fault(url) is None


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("git.acme.example", "a URL"),
        ("ftp://git.acme.example", "a URL"),
        ("https://", "a URL"),
        ("https://git.acme.example:no", "a URL"),
        ("https://git.acme.example/api/v3?x=1", "a URL"),
        ("https://ada:secret@git.acme.example/api/v3", "a URL without a user: the token is taken from the environment"),
        ("http://git.acme.example/api/v3", "a URL that begins with https://, for a token is sent there"),
        ("http://10.0.0.1", "a URL that begins with https://, for a token is sent there"),
        ("https://github.com", '"https://api.github.com", which may be left out'),
        (
            "https://git.acme.example",
            'the address of the API, on GitHub Enterprise Server "https://git.acme.example/api/v3"',
        ),
    ],
)
def test_an_address_that_cannot_be_asked_is_explained(url: str, fault: str) -> None:
    assert api_url_fault(url) == fault
