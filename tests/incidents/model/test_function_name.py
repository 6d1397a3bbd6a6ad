import pytest

from incidents.model.function_name import plain_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("find", "find"),
        ("Depot.find", "find"),  # Python, Java, JavaScript
        ("Depot.find [as load]", "find"),
        ("async Depot.find", "find"),
        ("Depot#find", "find"),  # Ruby
        ("block (2 levels) in Depot#find", "find"),
        ("rescue in find", "find"),
        ("Parcel\\Depot::find", "find"),  # PHP
        ("Parcel\\Depot->find", "find"),
        ("main.(*Depot).Find", "Find"),  # Go
        ("main.(*Depot).Find.func1.2", "Find"),
        ("github.com/parcel/depots.Find", "Find"),
        ("parcel::depot::Depot::find::{{closure}}", "find"),  # Rust
        ("Parcel.Depot.<FindAsync>d__3.MoveNext", "FindAsync"),  # .NET
        ("com.parcel.Depot.lambda$find$0", "find"),
        ("<module>", "<module>"),
        ("{main}", "{main}"),
    ],
)
def test_a_function_is_known_by_its_own_name_whatever_the_runtime_adds(printed: str, name: str) -> None:
    assert plain_name(printed) == name
