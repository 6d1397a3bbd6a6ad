"""Amounts of money out of what people write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.config.worth import Worth, read_worth
from incidents.model.policy import Money


@pytest.mark.parametrize(
    ("text", "per_year", "currency", "at_least"),
    [
        ("$500K+ ARR", 500_000, "USD", True),
        ("$120K+ MRR", 1_440_000, "USD", True),  # a month's revenue, twelve times
        ("USD 500000 ARR", 500_000, "USD", False),
        ("1.2M ARR", 1_200_000, "", False),  # no currency is said, so none is assumed
        ("$1,200/month", 14_400, "USD", False),
        ("£3.5M per year", 3_500_000, "GBP", False),
        ("$500k arr", 500_000, "USD", False),
        ("$ 500 K ARR", 500_000, "USD", False),
        ("$500K+ARR", 500_000, "USD", True),
        ("$120K + MRR", 1_440_000, "USD", True),
        ("at least $500K ARR", 500_000, "USD", True),
        (">= €80k MRR", 960_000, "EUR", True),
        ("~$80K MRR", 960_000, "USD", False),
        ("up to $80K MRR", 960_000, "USD", False),
        ("ARR: $500K+", 500_000, "USD", True),
        ("annual revenue of $2M", 2_000_000, "USD", False),
        ("$500K in annual recurring revenue (ARR)", 500_000, "USD", False),
        ("$500K of checkout revenue per year", 500_000, "USD", False),
        ("10K/month", 120_000, "", False),
        ("US$1.5bn p.a.", 1_500_000_000, "USD", False),
        ("1.5MM USD annually", 1_500_000, "USD", False),
        ("R$ 2 mio a year", 2_000_000, "BRL", False),
        ("CHF 80'000 monthly", 960_000, "CHF", False),
        ("500 000 € ARR", 500_000, "EUR", False),  # thousands in groups, the currency behind
        ("80k€ MRR", 960_000, "EUR", False),
        ("1,2M € ARR", 1_200_000, "EUR", False),  # a decimal comma
        ("1.200,50 EUR/month", 14_406, "EUR", False),
        ("1.200.000 EUR ARR", 1_200_000, "EUR", False),
        ("$500K CAD ARR", 500_000, "CAD", False),  # the code says which dollar
        ("USD $500K ARR", 500_000, "USD", False),
        ("$0 ARR", 0, "USD", False),
    ],
)
def test_a_text_that_is_an_amount_is_its_worth_a_year(
    text: str, per_year: float, currency: str, at_least: bool
) -> None:
    money = Money(text=text, per_year=per_year, currency=currency, at_least=at_least)
    assert read_worth(text) == Worth(money, None)


@pytest.mark.parametrize(
    ("text", "amount", "note"),
    [
        ("$500K+ ARR (golden path)", "$500K+ ARR", "golden path"),
        ("€80k MRR analytics add-on", "€80k MRR", "analytics add-on"),
        ("Enterprise ($500K ARR)", "$500K ARR", "Enterprise"),
        ("$500K ARR — [beta]", "$500K ARR", "beta"),
        ("carts (EU) and more: $500K ARR", "$500K ARR", "carts (EU) and more"),
        ("$500K ARR (a) (b)", "$500K ARR", "(a) (b)"),
        ("99.9% uptime, $80K MRR since 2025", "$80K MRR", "99.9% uptime, since 2025"),
        ("top 3 $500K ARR driver", "$500K ARR", "top 3 driver"),  # the sign belongs to the second number
        ("$1.2M ARR (about $100K MRR)", "$1.2M ARR", None),  # the same said twice
        ("$1.2M ARR (100K MRR)", "$1.2M ARR", None),
    ],
)
def test_what_is_not_the_amount_is_the_note(text: str, amount: str, note: str | None) -> None:
    worth = read_worth(text)
    assert worth.money is not None
    assert (worth.money.text, worth.note) == (amount, note)


@pytest.mark.parametrize(
    "text",
    [
        "core of the product",
        "5M users",
        "10K requests per month",  # a count of something else
        "3 regions, 20 incidents per month",
        "since 2025 ARR grew",
        "try 5 times",  # TRY is a currency, try is not
        "100% of ARR",
    ],
)
def test_a_text_without_an_amount_is_a_note(text: str) -> None:
    assert read_worth(text) == Worth(None, text)


@pytest.mark.parametrize("text", ["", " ", "()", " - "])
def test_a_text_without_words_is_nothing(text: str) -> None:
    assert read_worth(text) == Worth(None, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$500K", "neither monthly nor yearly"),
        ("500000", "neither monthly nor yearly"),
        ("500K revenue", "neither monthly nor yearly"),
        ("$500K contract, reviewed monthly", "neither monthly nor yearly"),  # monthly is said of the review
        ("$500K per quarter", "a rate per quarter"),
        ("$12 per user per month", "a rate per user"),
        ("$12/seat/month", "a rate per seat"),
        ("$500-700K ARR", "a range"),
        ("$500K to $1M ARR", "a range"),
        ("$500K ARR ($42K MRR)", "two amounts that differ"),
        ("$500K ARR or €500K ARR", "two amounts that differ"),
        ("$120K monthly ARR", "both monthly and yearly"),
        ("ARR $500K/month", "both monthly and yearly"),
        ("-$500K ARR", "less than nothing"),
        ("$-5 ARR", "less than nothing"),
        ("1.200 EUR MRR", "read in two ways"),
        ("$1,2000 ARR", "read in two ways"),
        ("$1.2.3M ARR", "cannot be read"),
        ("$" + "9" * 19 + " ARR", "more than 18 digits"),
        ("x" * 501, "longer than 500 characters"),
    ],
)
def test_an_amount_that_could_be_wrong_by_a_factor_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_worth(text)


def test_twelve_months_are_exact() -> None:
    money = read_worth("$0.1K MRR").money
    assert money is not None
    assert money.per_year == 1200.0


@given(text=st.text(alphabet="$€1250.,+-/()KM aARperymonth\u00a0'", max_size=40))
@settings(derandomize=True, max_examples=400, deadline=None)
def test_every_text_has_an_answer(text: str) -> None:
    try:
        worth = read_worth(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - a refusal is one of the two right answers here
    else:
        assert worth.money is None or (worth.money.per_year >= 0 and worth.money.text in text)
