import pytest

from collectors.git_history.python.module_files import ModuleFiles
from collectors.git_history.python.python_imports import Import

FILES = ModuleFiles(
    (
        "kit/__init__.py",
        "kit/fakes.py",
        "tests/data.py",
        "api/__init__.py",
        "api/mock.py",
        "api/labels/__init__.py",
        "api/labels/queue.py",
        "worker/main.py",
        "worker/tests/data.py",
        "src/parcel/app.py",
        "src/parcel/testing.py",
        "both.py",
        "both/__init__.py",
    )
)


@pytest.mark.parametrize(
    ("importer", "imported", "found"),
    [
        ("api/labels/queue.py", Import(1, 0, "kit"), [("kit", "kit/__init__.py")]),
        ("api/labels/queue.py", Import(1, 0, "kit.fakes"), [("kit.fakes", "kit/fakes.py")]),
        # a name that is a module is loaded, one that is not is taken out of the module before it
        ("api/labels/queue.py", Import(1, 0, "kit", ("fakes",)), [("kit.fakes", "kit/fakes.py")]),
        ("api/labels/queue.py", Import(1, 0, "kit", ("Fake",)), [("kit", "kit/__init__.py")]),
        (
            "api/labels/queue.py",
            Import(1, 0, "kit", ("fakes", "Fake")),
            [("kit.fakes", "kit/fakes.py"), ("kit", "kit/__init__.py")],
        ),
        ("api/labels/queue.py", Import(1, 0, "kit", ("*",)), [("kit", "kit/__init__.py")]),
        ("api/labels/queue.py", Import(1, 0, "kit.gone"), []),
        ("api/labels/queue.py", Import(1, 0, "os.path", ("join",)), []),
        # a package's own folder is not on the path, so this is another project's module
        ("api/labels/queue.py", Import(1, 0, "mock"), []),
        # the nearest folder that is no package goes first
        ("worker/main.py", Import(1, 0, "tests.data", ("A",)), [("tests.data", "worker/tests/data.py")]),
        ("src/parcel/app.py", Import(1, 0, "tests", ("data",)), [("tests.data", "tests/data.py")]),
        ("src/parcel/app.py", Import(1, 0, "parcel.testing"), [("parcel.testing", "src/parcel/testing.py")]),
        # relative ones
        ("api/labels/queue.py", Import(1, 1, "", ("gone",)), []),
        ("api/labels/queue.py", Import(1, 2, "mock", ("A",)), [("..mock", "api/mock.py")]),
        ("api/labels/queue.py", Import(1, 2, "", ("mock",)), [("..mock", "api/mock.py")]),
        ("api/labels/queue.py", Import(1, 3, "kit", ("fakes",)), [("...kit.fakes", "kit/fakes.py")]),
        ("api/labels/queue.py", Import(1, 9, "kit", ("fakes",)), []),
        ("src/parcel/app.py", Import(1, 1, "testing", ("A",)), [(".testing", "src/parcel/testing.py")]),
        # a package goes before a module of its name
        ("api/mock.py", Import(1, 0, "both"), [("both", "both/__init__.py")]),
    ],
)
def test_an_import_names_files_of_the_tree(importer: str, imported: Import, found: list[tuple[str, str]]) -> None:
    assert list(FILES.named(importer, imported)) == found
