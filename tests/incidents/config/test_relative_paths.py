"""Paths and globs that incident.toml may name."""

import pytest

from incidents.config.relative_paths import fault_of, tidy


@pytest.mark.parametrize("path", ["logs/*.json", ".", "a b/c.d", "**/x", "a/**", "...", "..x/y", "é/[ab]?.json"])
def test_what_lies_below_may_be_named(path: str) -> None:
    assert fault_of(path, glob=True) is None


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/etc/passwd", "starts outside"),
        ("~/logs", "starts outside"),
        ("C:/logs", "starts outside"),
        ("c:logs", "starts outside"),
        ("logs\\*.json", "has a backslash"),
        ("\\\\server\\share", "has a backslash"),
        ("..", "climbs out"),
        ("a/../b", "climbs out"),
        ("a/**b/c", "has ** beside other text"),  # the standard library refuses it with a traceback
    ],
)
def test_what_lies_outside_or_means_nothing_is_refused(path: str, fault: str) -> None:
    found = fault_of(path, glob=True)
    assert found is not None
    assert found.startswith(fault)


def test_two_stars_mean_nothing_in_a_path() -> None:
    assert fault_of("a**b", glob=False) is None


@pytest.mark.parametrize(
    ("path", "tidied"),
    [
        ("./src/", "src/"),
        ("src//app", "src/app"),
        ("src/./app/", "src/app/"),
        (".", "."),
        ("./", "."),
        ("logs/*.json", "logs/*.json"),
    ],
)
def test_a_path_is_written_in_one_way(path: str, tidied: str) -> None:
    assert tidy(path) == tidied
