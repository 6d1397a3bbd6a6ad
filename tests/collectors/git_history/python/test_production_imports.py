from collectors.git_history.python.production_imports import Edge, SourceTree
from collectors.git_history.python.python_imports import Import

TREE = SourceTree(
    {
        "api/__init__.py": "1",
        "api/labels.py": "2",
        "api/queue.py": "3",
        "api/labels_test.py": "4",
        "kit/app.py": "5",
        "test_kit/__init__.py": "6",
        "test_kit/inner/fakes.py": "7",
        "tests/test_labels.py": "8",
    }
)


def test_only_production_code_that_imports_tests_or_their_support_is_told() -> None:
    imports = {
        "2": (
            Import(3, 0, "test_kit.inner.fakes", ("A",)),
            Import(5, 0, "test_kit.inner", ("fakes",)),  # the same file once more
            Import(6, 0, "kit.app"),
            Import(7, 0, "test_kit"),
        ),
        "3": None,  # not parsed
        "4": (Import(1, 0, "test_kit"),),
        "5": (Import(9, 0, "tests.test_labels"), Import(2, 0, "api.labels_test")),
        "8": (Import(1, 0, "test_kit"),),
    }
    assert TREE.edges(imports) == [
        Edge("api/labels.py", "test_kit/__init__.py", 7, "test_kit"),
        Edge("api/labels.py", "test_kit/inner/fakes.py", 3, "test_kit.inner.fakes"),
        Edge("kit/app.py", "api/labels_test.py", 2, "api.labels_test"),
        Edge("kit/app.py", "tests/test_labels.py", 9, "tests.test_labels"),
    ]


def test_files_about_tests_are_known_by_their_outermost_folder_or_their_own_name() -> None:
    assert TREE.telling_words() == {b"labels_test", b"test_kit", b"tests"}


def test_production_files_are_sorted() -> None:
    assert TREE.production == ("api/__init__.py", "api/labels.py", "api/queue.py", "kit/app.py")
