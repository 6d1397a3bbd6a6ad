import os
import subprocess
import sys
from pathlib import Path

import pytest

from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.errors import BadInputError

_PROJECT = Path(__file__).parents[3]
_WRITE_WITHOUT_PYTEST = """
import os, sys
from pathlib import Path
sys.modules["pytest"] = None
os.umask(0o077)
from incidents.demo.workspace import write
write(Path(sys.argv[1]))
"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_bytes_are_written_in_other_surroundings_and_without_pytest(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text(
        "[core]\n autocrlf = true\n fileMode = false\n[commit]\n gpgsign = true\n"
        "[init]\n templateDir = /nowhere\n defaultBranch = trunk\n[user]\n name = Somebody\n"
    )
    surroundings = os.environ | {
        "HOME": str(tmp_path),
        "TZ": "Pacific/Chatham",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "PYTHONUTF8": "0",
        "GIT_DIR": "/nowhere",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_DEFAULT_HASH": "sha256",
    }
    command = [sys.executable, "-c", _WRITE_WITHOUT_PYTEST, str(tmp_path / "elsewhere")]
    subprocess.run(command, cwd=_PROJECT, env=surroundings, check=True)
    assert files_of(tmp_path / "elsewhere") == files_of(workspace)


def test_what_is_written_is_what_the_configuration_names(workspace: Path) -> None:
    settings = load(workspace / "incident.toml")
    assert settings.project == "parcel-staging"
    made = {path.name for path in workspace.iterdir()}
    assert made == {
        ".incident-demo",
        "artifacts",
        "incident.toml",
        "issues.json",
        "logs",
        "repo",
        "revisions.json",
        "services.json",
    }
    named = [glob for _, source in settings.sources.configured() for glob in source.globs]
    assert all(list(workspace.glob(glob)) for glob in named)


def test_since_names_a_revision_of_the_workspace(workspace: Path) -> None:
    assert f'"name": "{SINCE}"' in (workspace / "revisions.json").read_text()


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    write(tmp_path)
    assert (tmp_path / "incident.toml").exists()


def test_an_earlier_demo_is_replaced_and_what_others_put_beside_it_is_kept(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "demo"
    write(target, healthy=True)
    (target / "logs" / "old.json").write_text("[]")
    (target / "repo" / "changed").write_text("")
    (target / "postmortems").mkdir()
    (target / "postmortems" / "impact.md").write_text("My own words.")
    write(target)
    assert (target / "postmortems" / "impact.md").read_text() == "My own words."
    (target / "postmortems" / "impact.md").unlink()
    assert files_of(target) == files_of(workspace)


def test_an_interrupted_demo_can_be_made_again(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / ".incident-demo").touch()
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    write(tmp_path)
    assert files_of(tmp_path) == files_of(workspace)


def test_a_link_out_of_the_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.json").write_text("[]")
    target = tmp_path / "demo"
    target.mkdir()
    (target / ".incident-demo").touch()
    (target / "logs").symlink_to(outside)
    write(target)
    assert [path.name for path in outside.iterdir()] == ["kept.json"]
    assert not (target / "logs").is_symlink()


def test_a_folder_that_holds_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").write_text('project = "ours"\n')
    with pytest.raises(BadInputError, match=r"is not empty, and no earlier demo made it.*Nothing was written"):
        write(tmp_path)
    assert files_of(tmp_path) == {"incident.toml": b'project = "ours"\n'}


def test_a_marker_that_is_a_link_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    target = tmp_path / "demo"
    target.mkdir()
    (target / ".incident-demo").symlink_to(tmp_path / "precious")
    with pytest.raises(BadInputError, match="is not empty"):
        write(target)
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize("below", [(), ("deeper",)], ids=["the-file", "below-it"])
def test_a_file_in_the_way_is_refused(tmp_path: Path, below: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(BadInputError, match=r"no demo can be made in .*Nothing was written"):
        write(tmp_path.joinpath("file", *below))
    assert (tmp_path / "file").read_text() == "kept"


def test_without_git_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInputError, match=r"git was not found.*Nothing was written"):
        write(tmp_path / "demo")
    assert not (tmp_path / "demo").exists()


def test_a_disk_that_fills_up_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    write(tmp_path)
    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(BadInputError, match="No space left on device; name another folder"):
        write(tmp_path / "new")
    monkeypatch.setattr("incidents.demo.workspace.write_logs", full)
    monkeypatch.setattr("incidents.demo.workspace.make_repository", lambda *_, **__: {})
    monkeypatch.setattr("incidents.demo.workspace.write_cloud_run", lambda *_, **__: None)
    monkeypatch.setattr("incidents.demo.workspace._make_room", lambda _: None)
    with pytest.raises(BadInputError, match="No space left on device; what is there is incomplete"):
        write(tmp_path)
