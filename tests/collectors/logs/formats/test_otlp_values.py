from typing import Any

import pytest

from collectors.logs.formats.otlp_values import plain_attributes, plain_value
from tests.collectors.logs.formats.otlp_files import any_value


@pytest.mark.parametrize("value", ["x", "", True, 7, -7, 2.5, ["a", 1, ["b"]], {"a": {"b": [1, {"c": False}]}}])
def test_every_kind_of_value_is_read_back(value: Any) -> None:
    assert plain_value(any_value(value)) == value


@pytest.mark.parametrize(
    ("holder", "value"),
    [
        ({"intValue": 7}, 7),  # some exporters write a number
        ({"intValue": "seven"}, "seven"),
        ({"intValue": "9" * 5000}, None),
        ({"bytesValue": "AAEC"}, "AAEC"),
        ({"stringValue": ["x"]}, None),
        ({"arrayValue": {}}, []),
        ({"arrayValue": 3}, []),
        ({"kvlistValue": {"values": [{"value": {"intValue": "1"}}, 5, {"key": "a"}]}}, {"a": None}),
        ({}, None),
        ({"newValue": 1}, None),
        ("x", None),
        (None, None),
    ],
)
def test_what_is_not_as_specified_is_nothing_and_no_error(holder: Any, value: Any) -> None:
    assert plain_value(holder) == value


def test_what_lies_too_deep_is_left_out() -> None:
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    flat = str(plain_value(any_value(deep)))
    assert flat.count("[") < 40
    assert "x" not in flat


def test_attributes_are_an_object() -> None:
    assert plain_attributes([{"key": "a", "value": {"stringValue": "b"}}, None]) == {"a": "b"}
    assert plain_attributes("a") == {}
