import pytest

from incidents.analysis.causes.code.handler_of import handled
from tests.incidents.analysis.causes.symptoms import change


@pytest.mark.parametrize(
    ("line", "route", "expected"),
    [
        ('+@router.get("/bags/{id}")', "GET /v1/bags/<id>", True),  # declared below another path
        ('+  app.get("/bags/:id", show)', "GET /bags/{id}", True),
        ('+@router.get("/old/bags/{id}")', "GET /bags/{id}", False),
        ('+@router.get("/")', "GET /bags", False),
        ('+    log("/bags")', "GET /bags", False),
        ("+    return 2", "GET /", False),
    ],
)
def test_a_declared_path_is_the_end_of_the_route(line: str, route: str, *, expected: bool) -> None:
    assert handled(change(line, path="desk/api.py", functions=("show",)), route) is expected


@pytest.mark.parametrize(
    ("path", "function", "route", "expected"),
    [
        ("desk/api.py", "print_label", "GET /v1/labels", True),
        ("desk/label_sheets.py", "show", "GET /labels/{id}", True),
        ("desk/api.py", "print_label", "GET /label-sheets", False),  # one word of two
        ("desk/api.py", "v1", "GET /v1", False),  # too short to tell
    ],
)
def test_else_the_last_part_is_in_the_name_of_the_function_or_file(
    path: str, function: str, route: str, *, expected: bool
) -> None:
    assert handled(change("+    return 2", path=path, functions=(function,)), route) is expected
