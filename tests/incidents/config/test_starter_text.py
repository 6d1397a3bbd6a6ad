"""The wording of a first incident.toml."""

import re
import tomllib
from pathlib import Path

import pytest

from collectors.collector import Source
from incidents.config.config import Config, Sources
from incidents.config.load import load
from incidents.config.section import SOURCE_KEYS
from incidents.config.sight.choice import Choice, Sighting
from incidents.config.sight.dockerfiles import Dockerfile
from incidents.config.sight.git_remote import Remote
from incidents.config.sight.origins import Origin
from incidents.config.starter_text import Seen, written
from incidents.model.scope import ServiceScope
from tests.incidents.config.files import errors, write


def one(name: str, where: str = "deploy.sh:1") -> Choice:
    return Choice(meant=(Sighting(name, where),), besides=())


PROJECT = one("parcel-staging")
REGION = one("europe-west1")
SEEN = Seen(
    project=one("parcel-staging", "logs/a.json"),
    region=one("europe-west1", "deploy.sh:4"),
    services=Choice((Sighting("api", "deploy.sh:3"), Sighting("auth", "x")), (Sighting("api-prod", "prod.sh:3"),)),
    variables=("ci.yml:9",),
    origins={"api": Origin(("api/", "requirements.txt"), "api/Dockerfile"), "auth": Origin((".",), "Dockerfile")},
    images=(Dockerfile("api/Dockerfile", ("api",), ("api/",)), Dockerfile("web/Dockerfile", ("web",), ("web/",))),
    repositories=("repo", "other"),
    remote=Remote("origin", "github.com", "parcel-inc/parcel"),
    sources={"logs": ("logs/*.json",), "tests": ("artifacts/*",)},
    suites=("tests/e2e/*.py", "tests/integration/*.py", "tests/unit/*.py", "tests/other/*.py"),
    whole=False,
)


def loaded(folder: Path, text: str) -> Config:
    return load(write(folder, text))


def uncommented(text: str) -> str:
    """The file with every suggestion taken up, files before live sources."""
    suggestion = re.compile(r"# (\[|\w+ = )")
    lines = [line for line in text.splitlines() if not line.startswith("# live = ")]
    return "\n".join(line.removeprefix("# ") if suggestion.match(line) else line for line in lines)


def test_what_was_seen_is_set_and_loads(tmp_path: Path) -> None:
    config = loaded(tmp_path, written(SEEN))
    assert (config.project, config.region) == ("parcel-staging", "europe-west1")
    assert config.services == (
        ServiceScope(name="api", source_paths=("api/", "requirements.txt")),
        ServiceScope(name="auth"),
    )
    assert config.sources == Sources(
        logs=Source(globs=("logs/*.json",)), tests=Source(globs=("artifacts/*",)), git=Source(globs=("repo",))
    )
    assert config.issues.repository == "parcel-inc/parcel"


def test_where_each_thing_was_seen_is_said_beside_it() -> None:
    lines = written(SEEN).splitlines()
    assert 'project = "parcel-staging"   # seen in logs/a.json' in lines
    assert 'region = "europe-west1"   # seen in deploy.sh:4' in lines
    assert 'name = "api"   # seen in deploy.sh:3' in lines
    assert 'source_paths = ["api/", "requirements.txt"]   # seen in api/Dockerfile' in lines
    assert 'repository = "parcel-inc/parcel"   # the remote origin' in lines


def test_what_is_left_out_or_not_known_is_said(tmp_path: Path) -> None:
    text = written(SEEN)
    assert "# Seen, and left out: api-prod in prod.sh:3\n" in text
    assert "# The name is a variable in ci.yml:9.\n" in text
    assert "# No service was seen that is built from web/Dockerfile.\n" in text
    assert "# Seen, and left out: other\n" in text
    assert "# The folder is too large to be looked at as a whole" in text
    assert '# source_paths = ["src/"]   # Dockerfile copies everything: every change may be in it\n' in text
    assert "too large" not in written(Seen())
    assert len(loaded(tmp_path, text).services) == 2


def test_where_nothing_was_seen_the_file_says_what_to_fill_in(tmp_path: Path) -> None:
    text = written(Seen())
    assert [row.split(": ", 1)[1] for row in errors(tmp_path, text)] == [
        '`project` is empty: fill it in, for example "parcel-staging"',
        '`region` is empty: fill it in, for example "europe-west1"',
        '`services.name` is empty: fill it in, for example "parcel-api"',
    ]
    assert "# Fill in the Google Cloud project; `gcloud config get-value project` prints it.\n" in text
    assert "# Fill in each name as `gcloud run services list` prints it.\n" in text
    assert "# None was seen here. Without these lines this folder itself is tried.\n" in text
    assert text.count(" None were seen.\n") == len(SOURCE_KEYS) - 1  # git has words of its own


def test_a_file_whose_empty_values_are_filled_in_loads(tmp_path: Path) -> None:
    text = written(Seen()).replace('project = ""', 'project = "p"').replace('region = ""', 'region = "us-east1"')
    assert loaded(tmp_path, text.replace('name = ""', 'name = "api"')).services == (ServiceScope(name="api"),)


@pytest.mark.parametrize("seen", [SEEN, Seen(PROJECT, REGION, one("api"))])
def test_every_suggestion_can_be_taken_up(tmp_path: Path, seen: Seen) -> None:
    config = loaded(tmp_path, uncommented(written(seen)))
    assert {name for name, _ in config.sources.configured()} == set(Sources.model_fields)
    assert config.fail_on == "P1"
    assert config.policy.components[0].name == "checkout"
    assert config.policy.categories
    assert config.policy.thresholds
    assert config.policy.session_mode == "read-only"
    assert config.redaction
    assert config.issues.labels == ("incident",)
    assert config.issues.tracker == "folder"
    assert config.issues.folder_url == "https://files.example/postmortems"


@pytest.mark.parametrize("name", ["logs", "cloud_run", "issues"])
def test_live_is_suggested_where_it_can_be_had(tmp_path: Path, name: str) -> None:
    text = written(SEEN if name != "logs" else Seen(PROJECT, REGION, one("api")))
    section = text[text.index(f"# [sources.{name}]") :].splitlines()[:3]
    assert section[2].startswith("# live = true")
    added = "" if name != "issues" else '[issues]\nrepository = "a/b"\n'
    base = 'project = "p"\nregion = "us-east1"\n[[services]]\nname = "api"\n'
    config = loaded(tmp_path, f"{base}{section[0][2:]}\n{section[2][2:]}\n{added}")
    assert dict(config.sources.configured())[name] == Source(live=True)


def test_several_places_are_listed_for_a_person_to_choose(tmp_path: Path) -> None:
    choice = Choice((), (Sighting("parcel-a", "a.sh:1"), Sighting("parcel-b", "b.sh:2")))
    text = written(Seen(project=choice, region=REGION, services=one("api")))
    assert '# Seen: parcel-a in a.sh:1\n# Seen: parcel-b in b.sh:2\nproject = ""\n' in text
    assert len(errors(tmp_path, text)) == 1


def test_without_a_known_service_each_dockerfile_asks_for_a_name(tmp_path: Path) -> None:
    text = written(Seen(PROJECT, REGION, images=SEEN.images))
    assert tomllib.loads(text)["services"] == [
        {"name": "", "source_paths": ["api/"]},
        {"name": "", "source_paths": ["web/"]},
    ]
    assert 'name = ""   # what is built from api/Dockerfile\n' in text
    filled = text.replace('name = ""', 'name = "one"', 1).replace('name = ""', 'name = "two"', 1)
    assert [each.source_paths for each in loaded(tmp_path, filled).services] == [("api/",), ("web/",)]


def test_folders_of_tests_are_suggested_by_what_they_are_called() -> None:
    assert (
        '# P1 = ["tests/e2e/*.py"]\n# P3 = ["tests/integration/*.py"]\n'
        '# P4 = ["tests/other/*.py"]\n# P5 = ["tests/unit/*.py"]\n'
    ) in written(SEEN)


@pytest.mark.parametrize(
    ("remote", "said"),
    [
        (None, "no remote was seen"),
        (Remote("origin", "git.example.com", None), "the remote is at git.example.com, which is not GitHub"),
        (Remote("origin", "github.com", None), "the remote at github.com names no repository"),
    ],
)
def test_without_a_repository_on_github_the_reason_is_said(remote: Remote | None, said: str) -> None:
    assert f'# repository = "owner/name"   # {said}\n' in written(Seen(remote=remote))


HOSTILE = 'a"]\n[[services]]\nname = "evil"\r\x1b[31m\u202e\\'


def test_hostile_names_stay_inside_their_value_or_comment() -> None:
    text = written(
        Seen(
            project=Choice((), (Sighting(HOSTILE, HOSTILE),)),
            region=one("europe-west1", HOSTILE),
            services=Choice((Sighting("api", HOSTILE),), (Sighting(HOSTILE, HOSTILE),)),
            variables=(HOSTILE,),
            origins={"api": Origin((HOSTILE,), HOSTILE)},
            images=(Dockerfile(HOSTILE + "2", (), (HOSTILE,)),),
            repositories=("repo", HOSTILE),
            remote=Remote(HOSTILE, "github.com", "a/b"),
            sources={"logs": (HOSTILE,)},
            suites=(HOSTILE,),
        )
    )
    assert all(line.isprintable() for line in text.split("\n"))
    assert tomllib.loads(text) == {
        "project": "",
        "region": "europe-west1",
        "environment": "staging",
        "report_root": "postmortems",
        "services": [{"name": "api", "source_paths": [HOSTILE]}],
        "sources": {"logs": {"files": [HOSTILE]}, "git": {"files": ["repo"]}},
        "issues": {"repository": "a/b"},
    }
