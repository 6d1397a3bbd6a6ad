import pytest

from incidents.analysis.causes.code.leading_call import NAME, ties
from incidents.model.evidence import LeadingCall
from tests.incidents.analysis.causes.symptoms import change, symptom

QUOTES = "apps/pricing/app/Quotes.php"
WEIGHED = LeadingCall(file=QUOTES, line=22, called_in=20, receiver="Money", name="perWeight")
MONEY = change("+int $scale = EXACT", path="libs/php-money/src/Money.php", functions=("perWeight",))


def test_a_changed_function_whose_value_goes_into_the_line_of_the_stack_is_tied() -> None:
    (tie,) = ties([MONEY], symptom("no depot", led_by=(WEIGHED,)))
    assert (tie.rule, tie.strong, tie.cites) == (NAME, False, (MONEY.id,))
    assert tie.did == "changes perWeight in libs/php-money/src/Money.php"
    assert tie.how == (
        f"line 20 of {QUOTES}, just above the line in the stack, calls perWeight, and what that gives goes into line 22"
    )


def test_a_call_on_the_line_itself_is_told_as_such() -> None:
    (tie,) = ties([MONEY], symptom("no depot", led_by=(WEIGHED.model_copy(update={"called_in": 22}),)))
    assert tie.how == f"line 22 of {QUOTES}, which is in the stack, calls perWeight"


@pytest.mark.parametrize(
    ("receiver", "path", "functions", "tied"),
    [
        ("Korbling\\Money", "libs/php-money/src/Money.php", ("perWeight",), True),
        ("money", "libs/money/weights.go", ("perWeight",), True),  # a package is a folder
        ("php_money", "libs/php-money/index.ts", ("perWeight",), True),
        ("", "libs/php-money/src/weights.py", ("perWeight",), True),  # imported by its name
        ("this.scale", "libs/php-money/src/weights.ts", ("Scale.perWeight",), True),  # what the object is, is not told
        ("Money", "libs/php-money/src/Scale.php", ("perWeight",), False),  # another class has it too
        ("Money", "libs/php-money/src/Money.php", ("of",), False),
        ("Quotes", QUOTES, ("perWeight",), False),  # the file of the stack itself is the stack's matter
    ],
)
def test_the_call_is_told_by_function_and_owner(
    receiver: str, path: str, functions: tuple[str, ...], tied: bool
) -> None:
    call = WEIGHED.model_copy(update={"receiver": receiver})
    assert bool(ties([change("+x", path=path, functions=functions)], symptom("no depot", led_by=(call,)))) is tied


def test_a_short_name_without_an_owner_is_anybodys() -> None:
    call = WEIGHED.model_copy(update={"receiver": "$a", "name": "get"})
    assert ties([change("+x", path="libs/b.php", functions=("get",))], symptom("no depot", led_by=(call,))) == []


def test_a_test_is_not_called_by_what_fails() -> None:
    changed = change("+x", path="libs/test_money.py", path_class="test", functions=("perWeight",))
    assert ties([changed], symptom("no depot", led_by=(WEIGHED.model_copy(update={"receiver": ""}),))) == []
