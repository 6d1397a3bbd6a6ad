"""What Dockerfiles build into images."""

from pathlib import Path

import pytest

from incidents.config.sight.dockerfiles import Dockerfile, dockerfiles
from tests.incidents.config.sight.folders import looked

FILES = {
    "requirements.txt": "",
    "parcel/main.py": "",
    "shared/x.py": "",
    "api/app/main.py": "",
    "api/go.mod": "",
    "my files/a": "",
}


def paths(tmp_path: Path, where: str, text: str) -> tuple[str, ...]:
    found = dockerfiles(looked(tmp_path, {**FILES, where: text}), "")
    assert [each.path for each in found] == [where]
    return found[0].paths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COPY requirements.txt .\nCOPY parcel ./parcel", ("Dockerfile", "parcel/", "requirements.txt")),
        ("COPY requirements.txt parcel/ shared /app/", ("Dockerfile", "parcel/", "requirements.txt", "shared/")),
        ("copy --chown=1:1 --link ./parcel/ /app", ("Dockerfile", "parcel/")),
        ("COPY parcel \\\n  shared \\\n  /app", ("Dockerfile", "parcel/", "shared/")),
        ('COPY ["my files", "/app"]', ("Dockerfile", "my files/")),
        ("ADD /shared /app", ("Dockerfile", "shared/")),
        ("COPY require*.txt /app/", (".",)),  # the folder of the wildcard
        ("COPY parcel/*.py /app/", ("Dockerfile", "parcel/")),
        ("COPY . .", (".",)),
        ("COPY ./ /app", (".",)),
        ("COPY parcel/main.py parcel /app/", ("Dockerfile", "parcel/")),  # the file lies in the folder
        ("COPY --from=builder /parcel /parcel", ("Dockerfile",)),
        ("ADD https://example.com/parcel /x", ("Dockerfile",)),
        ("COPY <<EOF /parcel\nCOPY\nEOF", ("Dockerfile",)),
        ("COPY $SOURCE /app", ("Dockerfile",)),
        ("COPY missing /app", ("Dockerfile",)),
        ("COPY ../../etc /app", ("Dockerfile",)),
        ('COPY ["unclosed /app', ("Dockerfile",)),
        ("# COPY parcel /app\nRUN echo COPY parcel x", ("Dockerfile",)),
        ("", ("Dockerfile",)),
    ],
)
def test_the_paths_are_those_that_are_copied_and_are_there(
    tmp_path: Path, text: str, expected: tuple[str, ...]
) -> None:
    assert paths(tmp_path, "Dockerfile", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COPY go.mod .\nCOPY app ./app", ("api/",)),  # the context is its own folder
        ("COPY . .", ("api/",)),
        ("COPY requirements.txt .\nCOPY api ./api", ("api/", "requirements.txt")),  # the context is the repository
        ("COPY requirements.txt shared .\nCOPY . .", (".",)),
    ],
)
def test_the_context_of_an_inner_dockerfile_is_the_folder_that_holds_what_it_copies(
    tmp_path: Path, text: str, expected: tuple[str, ...]
) -> None:
    assert paths(tmp_path, "api/Dockerfile", text) == expected


@pytest.mark.parametrize(
    ("path", "hints"),
    [
        ("Dockerfile", ()),
        ("auth_service/Dockerfile", ("auth_service",)),
        ("docker/Dockerfile.auth", ("auth", "docker")),
        ("docker/auth.Dockerfile", ("auth", "docker")),
        ("a/b/Containerfile", ("b", "a")),
    ],
)
def test_its_name_and_folders_hint_at_the_service(tmp_path: Path, path: str, hints: tuple[str, ...]) -> None:
    assert [each.hints for each in dockerfiles(looked(tmp_path, {path: ""}), "")] == [hints]


@pytest.mark.parametrize("path", ["Dockerfile.dockerignore", "dockerfiles.md", "tests/Dockerfile", "mydockerfile"])
def test_what_only_sounds_like_one_is_none(tmp_path: Path, path: str) -> None:
    assert dockerfiles(looked(tmp_path, {path: "COPY . ."}), "") == ()


def test_paths_are_relative_to_the_repository(tmp_path: Path) -> None:
    files = {"repo/.git/config": "", "repo/api/Dockerfile": "COPY shared /x", "repo/shared/a": "", "Dockerfile": ""}
    assert dockerfiles(looked(tmp_path, files), "repo") == (
        Dockerfile(path="api/Dockerfile", hints=("api",), paths=("api/", "shared/")),
    )
