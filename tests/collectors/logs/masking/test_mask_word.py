import time

import pytest

from collectors.logs.masking.mask_word import mask_path, mask_word, names_a_number


@pytest.mark.parametrize(
    ("word", "masked"),
    [
        ("12c68f", "<id>"),
        ("facade", "facade"),  # hexadecimal letters, and a word
        ("test_1_order.py", "test_1_order.py"),  # a file's name
        ("A-1016.webp", "<id>.webp"),  # an article's picture
        ("order_20817.pdf", "<id>.pdf"),
        ("model-004.py", "model-004.py"),  # a file of the source
        ("A-16.webp", "A-16.webp"),
        ("depot_17", "<id>"),
        ("e2e-depot", "e2e-depot"),
        ("us-central1", "us-central1"),
        ("p95", "p95"),
        ("base64", "base64"),
        ("Xk29fjQ1", "<id>"),
        ("Q2hlY2sgdGhpcyBvdXQh123", "<id>"),
        ("ab+cd/1234567890EFGH", "<id>"),  # base64 has slashes too
        ("AVeryLongNameOfAClassThatGoesOnAndOnAndOn", "AVeryLongNameOfAClassThatGoesOnAndOnAndOn"),
        ("qWeRtYuIoPaSdFgHjKlZxCvBnMqWeRtYuI", "<id>"),
        ("ada@parcel", "ada@parcel"),
        ("5e-3", "<num>"),
        ("-12", "<num>"),
        ("1_000", "<num>"),
    ],
)
def test_a_word_that_tells_one_thing_from_its_like_is_masked(word: str, masked: str) -> None:
    assert mask_word(word) == masked


@pytest.mark.parametrize("end", ["-", "~", "!"])
def test_a_name_with_a_number_is_looked_through_once(end: str) -> None:
    started = time.process_time()
    assert not names_a_number(f"md5{'_' * 2000}{end}")
    assert time.process_time() - started < 0.5


def test_a_path_keeps_its_names_and_loses_its_query() -> None:
    assert mask_path("/depots/17/parcels/a.txt?x=1#y", "{id}") == "/depots/{id}/parcels/a.txt"
    assert mask_path("10.0.0.1/db") == "<ip>/db"
