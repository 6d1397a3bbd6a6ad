"""What a failed test is about, by its file and the function that its name spells."""

import pytest

from incidents.analysis.causes.code.tested_code import ties
from tests.incidents.analysis.causes.symptoms import change, symptom


@pytest.mark.parametrize(
    ("test", "path", "lines", "did", "strong"),
    [
        (
            "test/price.test.js::totalOf > adds the tax",
            "services/shop/src/price.js",
            (" function totalOf(cart) {", "-  return 1;", "+  return 2;"),
            "changes `totalOf` in services/shop/src/price.js",
            True,
        ),
        (
            "tests/test_price.py::test_total_of_an_empty_cart",
            "shop/price.py",
            (" def total_of(cart):", "-    return 1", "+    return 2"),
            "changes `total_of` in shop/price.py",
            True,
        ),
        (  # a comment beside a function is no change of it
            "tests/test_price.py::test_total_of_an_empty_cart",
            "shop/price.py",
            (
                " def total_of(cart):",
                "-    # one",
                "+    # two",
                " def fee_of(cart):",
                "-    return 1",
                "+    return 2",
            ),
            "changes shop/price.py",
            False,
        ),
        (
            "src/test/kotlin/shop/PriceTest.kt::PriceTest::adds the tax",
            "src/main/kotlin/shop/Price.kt",
            (" fun sum(cart: Cart): Int {", "-    return 1", "+    return 2"),
            "changes src/main/kotlin/shop/Price.kt",
            False,
        ),
    ],
)
def test_the_file_and_the_function_are_known_by_their_names(
    test: str, path: str, lines: tuple[str, ...], did: str, *, strong: bool
) -> None:
    (tie,) = ties([change(*lines, path=path)], symptom("it failed", tests=(test,)))
    assert (tie.did, tie.strong) == (did, strong)


def test_another_file_and_a_failure_of_no_test_are_tied_by_nothing() -> None:
    other = change("-a", "+b", path="shop/cart.py")
    assert ties([other], symptom("it failed", tests=("tests/test_price.py::test_total",))) == []
    assert ties([other], symptom("it failed")) == []


def test_data_that_only_shares_its_name_with_the_test_ties_nothing() -> None:
    lines = ('-{"size": 1}', '+{"size": 2}')
    told = symptom("boom", tests=("tests/test_price.py::test_total",))
    assert ties([change(*lines, path="shop/price.json")], told) == []
    assert len(ties([change(*lines, path="shop/price.py")], told)) == 1
