from dataclasses import replace
from typing import Any

import pytest

from incidents.analysis.causes.code import moved_dependency
from incidents.analysis.causes.code.manifest_lines import moved
from incidents.model.evidence import DependencyChange, FileChange, Frame, ImportedName, LeadingCall
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom

OWN = Frame(file="/app/parcel/labels.py", line=21, function="send")
ASGI = Frame(file="/usr/lib/python3.12/site-packages/starlette/routing.py", line=7, function="app")
TRACEBACK = """Traceback (most recent call last):
  File "/app/parcel/labels.py", line 21, in send
    self._client = httpz.AsyncClient(
TypeError: AsyncClient.__init__() got an unexpected keyword argument 'proxies'"""


def bump(name: str, **changes: Any) -> FileChange:
    return builders.file_change(
        path="requirements.txt",
        path_class="dependencies",
        dependencies=(DependencyChange(name=name, before="==0.27.2", after="==0.28.1"),),
        **changes,
    )


def test_a_package_that_the_last_line_calls_and_whose_interface_is_another_one_is_of_the_closest_kind() -> None:
    (tie,) = moved_dependency.ties([bump("httpz")], symptom(TRACEBACK, stacks=((ASGI, OWN),)))
    assert tie.closest
    assert tie.did == "changes the dependency `httpz` in requirements.txt: 0.27.2 -> 0.28.1"
    assert tie.how == (
        "the last line of the application that ran calls `httpz`, and “unexpected keyword argument” is what a call "
        "meets whose interface is another one"
    )


def test_a_package_around_the_application_is_not_what_its_last_line_calls() -> None:
    assert moved_dependency.ties([bump("starlette")], symptom(TRACEBACK, stacks=((ASGI, OWN),))) == []


@pytest.mark.parametrize(
    "said",
    [
        # Any call can fail so.
        "OperationalError: server closed the connection",
        # What was called gave nothing, which is another thing than to have another interface.
        "AttributeError: 'NoneType' object has no attribute 'json'",
    ],
)
def test_a_failure_of_another_kind_makes_it_weak(said: str) -> None:
    message = TRACEBACK.rpartition("\n")[0] + f"\n{said}"
    (tie,) = moved_dependency.ties([bump("httpz")], symptom(message, stacks=((OWN,),)))
    assert not tie.strong


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("/srv/lib/python3.12/site-packages/psycopz/cursor.py", "psycopz"),
        ("/srv/lib/python3.12/site-packages/google/cloud/pubsubz/client.py", "google-cloud-pubsubz"),
        ("/srv/lib/python3.12/site-packages/yaml/__init__.py", "PyYAML"),
        ("/srv/node_modules/@acme/wire/dist/index.js", "@acme/wire"),
        ("/go/pkg/mod/github.com/jackz/pgz/v5@v5.7.2/conn.go", "github.com/jackz/pgz/v5"),
        ("/usr/local/bundle/gems/faradax-2.9.0/lib/faradax.rb", "faradax"),
    ],
)
def test_the_package_behind_the_last_frame_is_told_by_where_it_is_installed(file: str, name: str) -> None:
    frames = (OWN, Frame(file=file, line=3, function="run"))
    said = symptom("TypeError: run is not a function", stacks=(frames,))
    assert [each.strong for each in moved_dependency.ties([bump(name)], said)] == [True]
    assert moved_dependency.ties([bump("another-one")], said) == []


def test_a_class_of_a_jvm_is_of_the_artifact_whose_group_it_begins_with() -> None:
    gradle = change(
        '-    implementation("org.acme.wire:wire-http:1.4.0")',
        '+    implementation("org.acme.wire:wire-http:2.0.0")',
        path="build.gradle.kts",
        path_class="dependencies",
    )
    said = symptom("java.lang.NoSuchMethodError: 'void org.acme.wire.Client.send(java.lang.String)'")
    (tie,) = moved_dependency.ties([gradle], said)
    assert tie.did == "changes the dependency `org.acme.wire:wire-http` in build.gradle.kts: 1.4.0 -> 2.0.0"
    other = symptom("java.lang.NoSuchMethodError: 'void org.other.Client.send()'")
    assert moved_dependency.ties([gradle], other) == []


@pytest.mark.parametrize(
    ("path", "lines", "found"),
    [
        (
            "go.mod",
            ("-\tgithub.com/jackz/pgz/v5 v5.7.2", "+\tgithub.com/jackz/pgz/v5 v5.7.3"),
            "github.com/jackz/pgz/v5",
        ),
        ("Gemfile", ('-gem "faradax", "2.9"', '+gem "faradax", "3.0"'), "faradax"),
        ("composer.json", ('-    "acme/wire": "^1.2",', '+    "acme/wire": "^2.0",'), "acme/wire"),
        ("pom.xml", (" <artifactId>wire</artifactId>", "-<version>1</version>", "+<version>2</version>"), "wire"),
        ("uv.lock", (' name = "httpz"', '-version = "1"', '+version = "2"'), "httpz"),
    ],
)
def test_the_lines_of_a_manifest_tell_what_moved(path: str, lines: tuple[str, ...], found: str) -> None:
    (one,) = moved(change(*lines, path=path, path_class="dependencies"))
    assert one.name == found
    assert one.before != one.after


def test_a_line_that_only_moved_moves_no_version() -> None:
    lines = ('-gem "faradax", "2.9"', '+gem "faradax", "2.9"')
    assert moved(change(*lines, path="Gemfile", path_class="dependencies")) == []
    added = change('+gem "faradax", "2.9"', path="Gemfile", path_class="dependencies")
    assert moved(added) == [DependencyChange(name="faradax", before=None, after="2.9")]


def imported(name: str, source: str) -> ImportedName:
    return ImportedName(file="parcel/labels.py", name=name, source=source)


NO_SIZE = symptom(
    "AttributeError: 'Font' object has no attribute 'getsize'",
    stacks=((OWN,),),
    led_by=(
        LeadingCall(file="parcel/labels.py", line=21, called_in=21, receiver="font", name="getsize"),
        LeadingCall(file="parcel/labels.py", line=21, called_in=20, receiver="Fonts", name="load"),
    ),
)


@pytest.mark.parametrize(
    ("name", "bound", "source"),
    [
        ("pillow", "Fonts", "PIL"),
        ("fontz", "Fonts", "fontz"),
        ("google-cloud-fontz", "Fonts", "google.cloud.fontz"),
        ("@far/fontz", "Fonts", "@far/fontz/all"),
        ("example.com/far/fontz", "Fonts", "example.com/far/fontz/all"),
    ],
)
def test_what_made_the_value_on_the_last_line_is_found_by_its_import(name: str, bound: str, source: str) -> None:
    (tie,) = moved_dependency.ties([bump(name)], replace(NO_SIZE, imports=(imported(bound, source),)))
    assert (tie.rule, tie.closest) == (moved_dependency.NAME, True)
    assert moved_dependency.ties([bump(name)], replace(NO_SIZE, imports=(imported("json", "json"),))) == []


@pytest.mark.parametrize(
    ("before", "after", "strong"),
    [("==1.9.0", "==2.0.0", True), ("==0.4.0", "==0.5.0", True), ("1.9.0", "1.9.1", False)],
)
def test_a_package_that_only_the_file_imports_is_strong_across_versions_that_promise_nothing(
    before: str, after: str, *, strong: bool
) -> None:
    moved_so = bump("other").model_copy(
        update={"dependencies": (DependencyChange(name="other", before=before, after=after),)}
    )
    failed = replace(NO_SIZE, imports=(imported("other", "other"),))
    (tie,) = moved_dependency.ties([moved_so], failed)
    assert (tie.rule, tie.strong, tie.closest) == (moved_dependency.IMPORTED, strong, False)
    silent = replace(failed, message="ValueError: no such label")
    assert [each.strong for each in moved_dependency.ties([moved_so], silent)] == [False] * strong
