"""What validators of several languages say of a field that they miss, or do not know."""

import time

import pytest

from incidents.analysis.causes.code.missing_name import missing_names
from incidents.analysis.causes.code.refused_names import refused_names


@pytest.mark.parametrize(
    "text",
    [
        '{"detail":[{"type":"missing","loc":["body","parcel"],"msg":"Field required","input":{"box":"B-1"}}]}',
        "[{'loc': ('body', 'items', 0, 'parcel'), 'msg': 'field required', 'type': 'value_error.missing'}]",
        r'answer: "{\"detail\":[{\"loc\":[\"body\",\"parcel\"],\"msg\":\"Field required\"}]}"',
        "1 validation error for Label\nparcel\n  Field required [type=missing]",
        "{'parcel': ['Missing data for required field.']}",
        '{"parcel":["This field is required."]}',
        'ValidationError: "parcel" is required',
        "'parcel' is a required property",
        "must have required property 'parcel'",
        '{"code":"invalid_type","received":"undefined","path":["parcel"],"message":"Required"}',
        '{"path":["parcel"],"message":"Invalid input: expected string, received undefined"}',
        "Missing required creator property 'parcel' (index 0)",
        "Instantiation failed for JSON property parcel due to missing (therefore NULL) value",
        "Field 'parcel' is required for type with serial name 'Label', but it was missing",
        '{"errors":{"parcel":["The parcel field is required."]}}',
        "JSON deserialization was missing required properties, including the following: parcel",
        "missing field `parcel` at line 1 column 9",
        "Field validation for 'parcel' failed on the 'required' tag",
        "Required request parameter 'parcel' for method parameter type String is not present",
        "param is missing or the value is empty: parcel",
    ],
)
def test_a_field_that_is_missing_is_read_from_each_form(text: str) -> None:
    assert refused_names(text) == (("parcel",), ())


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"extra_forbidden","loc":["body","box"],"msg":"Extra inputs are not permitted"}',
        "{'box': ['Unknown field.']}",
        '"box" is not allowed',
        "Additional properties are not allowed ('box' was unexpected)",
        '{"code":"unrecognized_keys","keys":["box"],"path":[]}',
        "Unrecognized key(s) in object: 'box'",
        'Unrecognized field "box" (class Label), not marked as ignorable',
        "The JSON property 'box' could not be mapped to any .NET member",
        'json: unknown field "box"',
        "Label.__init__() got an unexpected keyword argument 'box'",
    ],
)
def test_a_field_that_is_not_known_is_read_from_each_form(text: str) -> None:
    assert refused_names(text) == ((), ("box",))


@pytest.mark.parametrize("text", ['{"msg":"Field required"}', "the label is missing", '{"id":["Unknown field."]}', ""])
def test_what_names_no_field_names_none(text: str) -> None:
    assert refused_names(text) == ((), ())


@pytest.mark.parametrize("part", ["\n", " \n\t", "Field a", "NoSuchMethodError: "])
def test_a_hostile_message_takes_no_long_time(part: str) -> None:
    text = part * (30_000 // len(part))
    began = time.process_time()
    assert (refused_names(text), missing_names(text)) == (((), ()), ())
    assert time.process_time() - began < 1
