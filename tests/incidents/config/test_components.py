"""Components and what they are worth."""

from pathlib import Path

import pytest

from incidents.config.declared import declaration_id
from incidents.model.evidence import Declaration
from incidents.model.policy import Component, Money
from tests.incidents.config.files import added_errors, loaded

FULL = """\
[components.checkout]
value = "$500K+ ARR (cards)"
owner = "payments team"
date = 2026-01-10
tier = 1
paths = ["./shop/checkout/"]
routes = ["/checkout*"]
"""


def test_a_table_says_everything_of_a_component(tmp_path: Path) -> None:
    config = loaded(tmp_path, FULL)
    assert config.policy.components == (
        Component(
            name="checkout",
            tier=1,
            value=Money(text="$500K+ ARR", per_year=500_000, currency="USD", at_least=True),
            note="cards",
            owner="payments team",
            dated="2026-01-10",
            paths=("shop/checkout/",),
            routes=("/checkout*",),
            declared=declaration_id(("components", "checkout", "value")),
        ),
    )


def test_the_value_and_the_tier_are_evidence_with_their_own_lines(tmp_path: Path) -> None:
    def line(number: int, excerpt: str, name: str, value: str) -> Declaration:
        return Declaration(
            id=declaration_id(("components", "checkout", name)),
            at=None,
            source="incident.toml",
            locator=f"incident.toml:{number}",
            excerpt=excerpt,
            path=f"components.checkout.{name}",
            value=value,
            owner="payments team",
        )

    expected = [
        line(6, 'value = "$500K+ ARR (cards)"', "value", "$500K+ ARR (cards)"),
        line(9, "tier = 1", "tier", "1"),
    ]
    assert loaded(tmp_path, FULL).declarations == tuple(sorted(expected, key=lambda each: each.id))


@pytest.mark.parametrize(
    ("added", "line", "excerpt"),
    [
        ('[components.auth]\npaths = ["auth/"]\n', 5, "[components.auth]"),  # nothing but the table is there to cite
        ("[components.auth]\ntier = 3\n", 6, "tier = 3"),
        ('[components.auth]\nvalue = "sign-in"\ntier = 3\n', 6, 'value = "sign-in"'),
        ('[business_value]\nauth = "sign-in"\n', 6, 'auth = "sign-in"'),
        ('[components]\nauth = { value = "sign-in" }\n', 6, 'auth = { value = "sign-in" }'),
    ],
)
def test_every_component_cites_a_line_that_is_there(tmp_path: Path, added: str, line: int, excerpt: str) -> None:
    config = loaded(tmp_path, added)
    cited = {each.id: each for each in config.declarations}[config.policy.components[0].declared]
    assert (cited.locator, cited.excerpt) == (f"incident.toml:{line}", excerpt)


def test_a_value_without_an_amount_is_a_note(tmp_path: Path) -> None:
    component = loaded(tmp_path, '[components.auth]\nvalue = "every sign-in"\n').policy.components[0]
    assert (component.value, component.note, component.tier) == (None, "every sign-in", 2)


def test_the_short_form_is_a_component_by_its_value_alone(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[business_value]\nusage = "€80k MRR add-on"\nchat = "$500K+ ARR"\n')
    assert config.policy.components == (
        Component(
            name="chat",
            value=Money(text="$500K+ ARR", per_year=500_000, currency="USD", at_least=True),
            declared=declaration_id(("business_value", "chat")),
        ),
        Component(
            name="usage",
            value=Money(text="€80k MRR", per_year=960_000, currency="EUR"),
            note="add-on",
            declared=declaration_id(("business_value", "usage")),
        ),
    )


def test_the_date_may_be_a_text(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[components.a]\ndate = "2026-01-10"\n').policy.components[0].dated == "2026-01-10"


def test_names_may_hold_spaces(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[components."golden path"]\ntier = 1\n')
    assert config.policy.components[0].name == "golden path"
    assert config.declarations[0].path == "components.'golden path'.tier"


@pytest.mark.parametrize(
    ("added", "row"),
    [
        (  # the table and the short form
            '[components.chat]\nvalue = "$500K ARR"\n[business_value]\nchat = "$500K MRR"\n',
            "8: the component `chat` is worth '$500K MRR' here and '$500K ARR' at incident.toml:6: keep one",
        ),
        (  # the later line is the error, whichever form it has
            '[business_value]\nchat = "$500K MRR"\n[components.chat]\nvalue = "$500K ARR"\n',
            "8: the component `chat` is worth '$500K ARR' here and '$500K MRR' at incident.toml:6: keep one",
        ),
        (  # names that are the same to a reader
            '[components.chat-api]\nvalue = "$500K ARR"\n[components.Chat_API]\nvalue = "$400K ARR"\n',
            "8: the component `Chat_API` is worth '$400K ARR' here and '$500K ARR' at incident.toml:6: keep one",
        ),
        (
            '[business_value]\nchat = "$500K ARR"\nCHAT = "€500K ARR"\n',
            "7: the component `CHAT` is worth '€500K ARR' here and '$500K ARR' at incident.toml:6: keep one",
        ),
        (
            "[components.chat]\ntier = 1\n[components.Chat]\ntier = 2\n",
            "8: the component `Chat` has another `tier` here than at incident.toml:6: keep one",
        ),
        (
            "[components.chat]\ndate = 2026-01-10\n[components.Chat]\ndate = 2026-01-11\n",
            "8: the component `Chat` has another `date` here than at incident.toml:6: keep one",
        ),
    ],
)
def test_values_that_contradict_each_other_are_an_error_that_names_both_lines(
    tmp_path: Path, added: str, row: str
) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]


def test_values_that_are_the_same_a_year_are_no_contradiction(tmp_path: Path) -> None:
    added = """\
[business_value]
chat = "$1.2M ARR"
[components.Chat]
value = "$100K+ MRR (all plans)"
owner = "chat team"
paths = ["chat/"]
[components.CHAT]
value = "the core"
paths = ["chat/", "talk/"]
"""
    assert loaded(tmp_path, added).policy.components == (
        Component(
            name="chat",
            value=Money(text="$1.2M ARR", per_year=1_200_000, currency="USD"),
            note="all plans; the core",
            owner="chat team",
            paths=("chat/", "talk/"),
            declared=declaration_id(("business_value", "chat")),
        ),
    )


def test_an_amount_without_a_currency_does_not_contradict_one_with_it(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[business_value]\nchat = "1.2M ARR"\nChat = "$1.2M ARR"\n')
    assert config.policy.components == (
        Component(
            name="chat",
            value=Money(text="$1.2M ARR", per_year=1_200_000, currency="USD"),
            declared=declaration_id(("business_value", "Chat")),
        ),
    )


def test_an_amount_without_a_currency_does_not_make_two_currencies_one(tmp_path: Path) -> None:
    added = '[business_value]\na = "1M ARR"\nA = "$1M ARR"\n_a = "€1M ARR"\n'
    assert added_errors(tmp_path, added) == [
        "incident.toml:8: the component `_a` is worth '€1M ARR' here and '$1M ARR' at incident.toml:7: keep one"
    ]


def test_each_of_three_values_is_held_against_the_first(tmp_path: Path) -> None:
    rows = added_errors(tmp_path, '[business_value]\na = "$1M ARR"\nA = "$2M ARR"\n_a = "$3M ARR"\n')
    assert [row.split(":")[1] for row in rows] == ["7", "8"]
    assert all(row.endswith("at incident.toml:6: keep one") for row in rows)


@pytest.mark.parametrize(
    ("added", "row"),
    [
        (
            '[components]\nchat = "$500K ARR"\n',
            (
                "6: `components.chat` is a text: write [components.chat] and value = ... below it, or put the line "
                "under [business_value]"
            ),
        ),
        (
            '[components.chat]\nvalue = "$500K"\n',
            (
                "6: `components.chat.value` '$500K' holds an amount that is neither monthly nor yearly: "
                'write it as "$500K ARR" or "$40K MRR"'
            ),
        ),
        (
            "[components.chat]\nvalue = 500000\n",
            '6: `components.chat.value` is the number 500000 and must be a text such as "$500K+ ARR"',
        ),
        (
            "[business_value]\nchat = { value = 1 }\n",
            '6: `business_value.chat` is a table and must be a text such as "$500K+ ARR"',
        ),
        (
            "[components.chat]\ndate = 2026-01-10T00:00:00Z\n",
            (
                "6: `components.chat.date` is the date or time 2026-01-10T00:00:00+00:00 and must be a day such as "
                "2026-01-10"
            ),
        ),
        (
            '[components.chat]\ndate = "last week"\n',
            "6: `components.chat.date` is the text 'last week' and must be a day such as 2026-01-10",
        ),
        (
            "[components.chat]\ntier = 0\n",
            "6: `components.chat.tier` is the number 0 and must be a whole number from 1 to 3",
        ),
        (
            '[components.chat]\npaths = ["../x"]\n',
            "6: `components.chat.paths` '../x' climbs out with ..: name only what lies below incident.toml",
        ),
        (
            '[components.chat]\npaths = ["./"]\n',
            "6: `components.chat.paths` names everything: leave it out, or name a part",
        ),
        ("[components.chat]\nvalu = 1\n", "6: `components.chat.valu` is not a known key. Did you mean `value`?"),
        (
            '[business_value]\n" " = "core"\n',
            "6: `business_value.' '` names no component: use letters, as in [components.checkout]",
        ),
    ],
)
def test_what_cannot_be_meant_is_an_error(tmp_path: Path, added: str, row: str) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]
