from collectors.git_history.paths.folders_of_tests import class_beside_tests, folders_of_tests

TREE = (
    "walks/__init__.py",
    "walks/conftest.py",
    "walks/test_rooms.py",
    "walks/support/client.py",
    "parcel/api.py",
    "parcel/test_api.py",
    "parcel/support/tickets.py",
    "parcel/sub/__init__.py",
    "test_all.py",
)


def test_a_folder_of_tests_and_nothing_else_is_one_whatever_its_name() -> None:
    assert folders_of_tests(TREE) == {"walks"}
    assert folders_of_tests(["parcel/conftest.py", "parcel/sub/views.py"]) == frozenset()


def test_what_lies_beside_tests_is_classed_as_in_a_folder_that_is_named_so() -> None:
    folders = folders_of_tests(TREE)
    assert class_beside_tests("walks/support/client.py", folders) == "test-support"
    assert class_beside_tests("walks/clients.py", folders) == "test-support"
    assert class_beside_tests("parcel/support/tickets.py", folders) == "production"
    assert class_beside_tests("other/walks/support/client.py", folders) == "production"
    assert class_beside_tests("walks/support/client.py", frozenset()) == "production"


def test_paths_of_any_shape_have_a_class() -> None:
    assert [class_beside_tests(each, frozenset({"walks"})) for each in ("", "/", "walks")] == ["production"] * 3
