"""The header that names the next page."""

import pytest

from incidents.github.links import next_page


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ('<https://a/x?page=1>; rel="prev"', None),
        ('<https://a/x?page=2>; rel="next", <https://a/x?page=9>; rel="last"', "https://a/x?page=2"),
        (
            '<https://a/x?page=1>; rel="first", <https://a/x?after=Y3%3D&page=3>; rel=next',
            "https://a/x?after=Y3%3D&page=3",
        ),
        ('<https://a/x,y?page=2>; title="a"; REL="prev next"', "https://a/x,y?page=2"),
        ('<https://a/next>; rel="last"', None),
        ("<<<>>>;;; rel", None),
    ],
)
def test_only_the_next_page_is_found(header: str, found: str | None) -> None:
    assert next_page(header) == found
