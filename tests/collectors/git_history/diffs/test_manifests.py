import json

import pytest

from collectors.git_history.diffs.manifests import MOST_BYTES, Declared, Kind, declared, dependency_changes, kind_of
from incidents.model.evidence import DependencyChange


def read(content: bytes | str, kind: Kind) -> Declared:
    found = declared(content.encode() if isinstance(content, str) else content, kind)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("requirements.txt", "requirements"),
        ("api/Requirements-dev.in", "requirements"),
        ("api/requirements/base.txt", "requirements"),
        ("constraints.txt", "requirements"),
        ("web/package.json", "package"),
        ("pyproject.toml", "pyproject"),
        ("web/package-lock.json", "json"),
        ("api/catalog.json", "json"),
        ("fly.toml", "toml"),
        ("notes.txt", None),
        ("json", None),
        ("", None),
    ],
)
def test_a_path_tells_how_the_file_is_read(path: str, kind: Kind | None) -> None:
    assert kind_of(path) == kind


def test_pyproject_names_dependencies_by_group() -> None:
    text = """
    [project]
    dependencies = ["httpx>=0.28", "tzdata; sys_platform == 'win32'", "tzdata>=2", 3]
    [project.optional-dependencies]
    dev = ["pytest"]
    [dependency-groups]
    docs = ["sphinx==8", {include-group = "dev"}]
    [build-system]
    requires = ["hatchling"]
    [tool.poetry.dependencies]
    python = "^3.11"
    kit = {version = "^1", extras = ["a"]}
    [tool.poetry.dev-dependencies]
    mypy = "*"
    [tool.poetry.group.ci.dependencies]
    ruff = "*"
    """
    assert read(text, "pyproject").dependencies == {
        ("", "httpx"): ">=0.28",
        ("", "tzdata"): "; sys_platform == 'win32' | >=2",
        ("", "python"): "^3.11",
        ("", "kit"): '{"version": "^1", "extras": ["a"]}',
        ("optional-dependencies.dev", "pytest"): "",
        ("dependency-groups.docs", "sphinx"): "==8",
        ("build-system", "hatchling"): "",
        ("group.dev", "mypy"): "*",
        ("group.ci", "ruff"): "*",
    }


def test_package_json_names_dependencies_by_group() -> None:
    text = json.dumps({"dependencies": {"express": "^5"}, "devDependencies": {"jest": "30"}, "scripts": {"x": "y"}})
    assert read(text, "package").dependencies == {("", "express"): "^5", ("devDependencies", "jest"): "30"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("[]", "package"),
        ('{"dependencies": 3, "devDependencies": [1]}', "package"),
        ("project = 3\n[tool]\npoetry = 1\n", "pyproject"),
        ("[project]\ndependencies = 'x'\noptional-dependencies = []\n", "pyproject"),
        ("[tool.poetry]\ngroup = {a = 1}\n", "pyproject"),
    ],
)
def test_a_manifest_of_another_shape_has_no_dependencies(content: str, kind: Kind) -> None:
    assert read(content, kind).dependencies == {}


HOSTILE: dict[str, tuple[bytes, Kind]] = {
    "JSON without end": (b"[" * 100_000, "json"),
    "TOML without end": (b"a = " + b"[" * 100_000, "toml"),
    "a key of many parts": (b"a." * 100_000 + b"a = 1", "toml"),
    "a number of many digits": (b"9" * 5000, "json"),
    "no UTF-8": (b"\xff", "requirements"),
    "not JSON": (b"{", "package"),
    "not TOML": (b"=", "pyproject"),
    "more than is read": (b" " * (MOST_BYTES + 1), "json"),
}


@pytest.mark.parametrize(("content", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_not_in_its_form_is_none(content: bytes, kind: Kind) -> None:
    assert declared(content, kind) is None


def test_the_content_is_the_same_whatever_the_layout() -> None:
    assert read("a==1 # x\n\nb\n", "requirements").content == read("# y\na==1\nb\n", "requirements").content
    assert read("-r a.txt\n", "requirements").content != read("-r b.txt\n", "requirements").content
    assert read("{'a': 1}".replace("'", '"'), "json").content == read('{\n "a": 1 }', "json").content
    assert read('{"a": 1}', "json").content != read('{"a": 1.0}', "json").content
    assert read('{"a": 1, "b": 2}', "json").content != read('{"b": 2, "a": 1}', "json").content
    assert read("a = 1 # x\n", "toml").content == read("a=1\n", "toml").content


def test_changes_are_what_differs_by_group_and_name() -> None:
    old, new = read("a==1\nb\nc==1\n", "requirements"), read("a==2\nc==1\nd\n", "requirements")
    assert dependency_changes(old, new) == (
        DependencyChange(name="a", before="==1", after="==2"),
        DependencyChange(name="b", before="", after=None),
        DependencyChange(name="d", before=None, after=""),
    )
    assert [each.before for each in dependency_changes(None, new)] == [None, None, None]
    assert [each.after for each in dependency_changes(new, None)] == [None, None, None]
