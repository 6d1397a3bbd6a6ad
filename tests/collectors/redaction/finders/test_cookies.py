import pytest

from collectors.redaction.finders.cookies import cookies
from tests.collectors.redaction.finding import found_by


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cookie: sid=n0tr3al1; theme=dark; cart=c-12345", ["n0tr3al1", "c-12345"]),
        ("Set-Cookie: sid=n0tr3al1; Path=/parcels; Max-Age=3600000", ["n0tr3al1"]),
        ('{"cookie":"sid=n0tr3al1; lang=de","n":"a=12345678"}', ["n0tr3al1"]),
        ("headers={'Cookie': 'sid=n0tr3al1'}", ["n0tr3al1"]),
        ("set-cookie: [ 'sid=n0tr3al1; HttpOnly' ]", ["n0tr3al1"]),
        ("Cookie: sid=deleted; a=[redacted:cookie:1f]", []),
        ("cookie banner: accepted", []),
        ("Cookie: \nx=n0tr3al1", []),
    ],
)
def test_values_of_cookies_go_and_their_names_stay(text: str, found: list[str]) -> None:
    assert found_by(cookies, text) == found
