"""Folders of tests."""

from pathlib import Path

import pytest

from incidents.config.sight.suites import suite_globs
from tests.incidents.config.sight.folders import looked


@pytest.mark.parametrize(
    ("paths", "globs"),
    [
        (
            ["tests/e2e/test_a.py", "tests/e2e/deep/er/test_b.py", "tests/unit/test_c.py"],
            ("tests/e2e/*.py", "tests/unit/*.py"),
        ),
        (["tests/test_a.py"], ("tests/*.py",)),
        (["web/e2e/cart.spec.ts"], ("web/e2e/*.ts",)),
        (["src/test/java/com/CartTest.java"], ("src/test/java/*.java",)),
        (["api/tests/unit/cart_test.go"], ("api/tests/unit/*.go",)),
        (["tests/a[1]/test_a.py"], ("tests/a[[]1]/*.py",)),
        (["tests/e2e/conftest.py", "tests/data/a.json", "src/test_a.py"], ()),
    ],
)
def test_each_folder_below_a_folder_of_tests_has_a_pattern(
    tmp_path: Path, paths: list[str], globs: tuple[str, ...]
) -> None:
    assert suite_globs(looked(tmp_path, dict.fromkeys(paths, "")), "") == globs


def test_patterns_are_relative_to_the_repository(tmp_path: Path) -> None:
    folder = looked(tmp_path, {"repo/tests/e2e/test_a.py": "", "tests/e2e/test_b.py": ""})
    assert suite_globs(folder, "repo") == ("tests/e2e/*.py",)
