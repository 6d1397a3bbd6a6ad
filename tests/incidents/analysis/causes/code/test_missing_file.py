"""A file that a failure says is not there, tied to the change that took it away."""

import pytest

from incidents.analysis.causes.code.missing_file import ties
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom

GONE = builders.file_change(path="services/desk/data/rates.csv", status="deleted", path_class="production")


@pytest.mark.parametrize(
    "message",
    [
        "FileNotFoundError: [Errno 2] No such file or directory: '/app/data/rates.csv'",
        "Error: ENOENT: no such file or directory, open '/srv/desk/data/rates.csv'",
        "open data/rates.csv: no such file or directory",
        "java.io.FileNotFoundException: data/rates.csv (No such file or directory)",
        "System.IO.FileNotFoundException: Could not find file '/app/data/rates.csv'.",
        r"The system cannot find the file specified: C:\app\data\rates.csv",
        "file_get_contents(/app/data/rates.csv): Failed to open stream",
        "jinja2.exceptions.TemplateNotFound: rates.csv",
    ],
)
def test_a_deleted_file_that_is_looked_up_is_tied_closely_in_the_words_of_many_runtimes(message: str) -> None:
    (tie,) = ties([GONE], symptom(message))
    assert (tie.did, tie.strong, tie.cites) == ("deletes services/desk/data/rates.csv", True, (GONE.id,))
    assert tie.weight >= 0.8


def test_a_file_that_was_moved_is_told_with_both_places() -> None:
    moved = builders.file_change(path="app/mail/bill.html", old_path="app/pages/bill.html", status="renamed")
    (tie,) = ties([moved], symptom("TemplateDoesNotExist: pages/bill.html"))
    assert tie.did == "moves app/pages/bill.html to app/mail/bill.html"
    assert ties([moved], symptom("TemplateDoesNotExist: mail/bill.html")) == []


@pytest.mark.parametrize(
    "message",
    [
        "row 7 of data/rates.csv is empty",
        "No such file or directory: '/app/other/rates.csv'",
        "No such file or directory: '/app/data/prices.csv'",
        "No such file or directory\nwhile data/rates.csv was read",
    ],
)
def test_another_file_and_another_failure_tie_nothing(message: str) -> None:
    assert ties([GONE], symptom(message)) == []


def test_a_bare_name_ties_weakly_unless_it_is_the_whole_path() -> None:
    message = "FileNotFoundError: [Errno 2] No such file or directory: 'rates.csv'"
    (tie,) = ties([GONE], symptom(message))
    assert (tie.strong, tie.how) == (False, "`rates.csv` is not where the program looks for it, and no folder is told")
    (whole,) = ties([builders.file_change(path="rates.csv", status="deleted")], symptom(message))
    assert whole.strong


def test_a_file_that_was_changed_is_still_there() -> None:
    still = change("-a;1", "+a;2", path="data/rates.csv")
    assert ties([still], symptom("No such file or directory: 'data/rates.csv'")) == []
