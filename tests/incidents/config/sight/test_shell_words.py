"""Commands as words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.config.sight.shell_words import UNKNOWN, Line, filled, logical_lines, variables, words


def test_continued_lines_are_one_line_with_the_number_of_the_first() -> None:
    text = "one \\\n  two\n# comment \\\n  still a comment\nthree `\n four\n\techo gcloud run deploy\n  //no\nlast\r\n"
    assert list(logical_lines(text)) == [
        Line(1, "one    two"),
        Line(5, "three   four"),
        Line(9, "last"),
        Line(10, ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run deploy api --region eu", ["run", "deploy", "api", "--region", "eu"]),
        ("a 'b c' \"d e\"f", ["a", "b c", "d ef"]),
        ("a \\'b \\\"c", ["a", "'b", '"c']),
        ("a b; c", ["a", "b"]),
        ("a b | c", ["a", "b"]),
        ("a b && c", ["a", "b"]),
        ("a $(b", ["a", "$"]),
        ("a b # c", ["a", "b"]),
        ("a b#c", ["a", "b#c"]),
        ('a --region eu"', ["a", "--region", "eu"]),  # the quotation was opened before the command
        ("a ''", ["a", ""]),
        ("", []),
        ("a \\", ["a", ""]),
    ],
)
def test_words_are_what_a_shell_would_make_of_the_first_command(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(text=st.text(alphabet="ab '\"\\$#;\n", max_size=20))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_every_text_has_words(text: str) -> None:
    assert all(isinstance(word, str) for word in words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REGION=europe-west1", {"REGION": "europe-west1"}),
        ('export REGION="europe-west1"  # here', {"REGION": "europe-west1"}),
        ("readonly A='b c'", {"A": "b c"}),
        ("declare -r A=b", {"A": "b"}),
        ("A=${A:-b}", {"A": "b"}),
        ('A="${1:-b}"', {"A": "b"}),
        (': "${A:=b}"', {"A": "b"}),
        ("A := b", {"A": "b"}),
        ("A ?= b", {"A": "b"}),
        ('$region = "b"', {"region": "b"}),
        ("env:\n  A: b\n  C: 'd'", {"A": "b", "C": "d"}),
        ("substitutions:\n  _A: b", {"_A": "b"}),
        ('"_A": "b"', {"_A": "b"}),
        ("A=b\nA=b", {"A": "b"}),
        ("A=$B-c\nB=d", {"A": "d-c", "B": "d"}),
        ("A=$B-c", {"A": f"{UNKNOWN}-c"}),
        ("A=a$A", {"A": f"aaaaaaaa{UNKNOWN}"}),  # without end
        ("A=" + "$A" * 5000, {}),
        ("A=b\nA=c", {}),  # which of the two counts is not known
        ("if [ A = b ]", {}),
    ],
)
def test_variables_are_those_with_one_literal_value(text: str, expected: dict[str, str]) -> None:
    assert variables(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$A ${A} $(A) ${{ env.A }} ${{env.A}} $env:A", "x x x x x x"),
        (
            "$C ${C} ${{ secrets.C }} ${{ env.C }} ${{ inputs.a || 'b' }}",
            f"{UNKNOWN} {UNKNOWN} {UNKNOWN} {UNKNOWN} {UNKNOWN}",
        ),
        ("${C:-d} ${A:-d}", "d d"),
        ("${C:?must be set} $(gcloud config get-value project) `pwd` $1", f"{UNKNOWN} {UNKNOWN} {UNKNOWN} {UNKNOWN}"),
        ("costs 5$", "costs 5$"),
    ],
)
def test_known_variables_are_filled_in_and_the_others_are_marked(text: str, expected: str) -> None:
    assert filled(text, {"A": "x"}) == expected
