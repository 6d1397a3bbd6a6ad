"""incident.toml as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from collectors.collector import Source
from incidents.config.config import Config, IssueTracker, RedactionRule, Sources
from incidents.config.declared import declaration_id
from incidents.config.load import load
from incidents.errors import BadInputError
from incidents.model.policy import Component, Money, Policy, TestCategory, Threshold
from incidents.model.scope import ServiceScope
from tests.incidents.config.files import added_errors, errors, loaded, write

WHOLE = """\
project = "parcel-staging"
region = "europe-west1"
environment = "pre-production"
report_root = "docs/postmortems/"
fail_on = "P1"

[[services]]
name = "parcel-api"
source_paths = ["parcel_api/"]

[sources]
logs.files = ["logs/*.json"]
cloud_run = { live = true }
git.files = ["repo"]

[components.checkout]
value = "$40K+ MRR"
tier = 1

[tests.categories]
P1 = ["tests/e2e/*.py"]

[thresholds]
db_ms = 500

[session]
mode = "read-write"

[redaction]
rules = [{ name = "badge", pattern = "BDG-[0-9]{6}" }]

[issues]
repository = "parcel-inc/parcel"
"""


def test_a_whole_file_is_read_into_one_value(tmp_path: Path) -> None:
    config = load(write(tmp_path, WHOLE))
    assert config == Config(
        path=tmp_path / "incident.toml",
        project="parcel-staging",
        region="europe-west1",
        environment="pre-production",
        services=(ServiceScope(name="parcel-api", source_paths=("parcel_api/",)),),
        sources=Sources(logs=Source(globs=("logs/*.json",)), cloud_run=Source(live=True), git=Source(globs=("repo",))),
        report_root="docs/postmortems/",
        fail_on="P1",
        policy=Policy(
            components=(
                Component(
                    name="checkout",
                    tier=1,
                    value=Money(text="$40K+ MRR", per_year=480_000, currency="USD", at_least=True),
                    declared=declaration_id(("components", "checkout", "value")),
                ),
            ),
            categories=(TestCategory(name="P1", globs=("tests/e2e/*.py",)),),
            thresholds=(Threshold(name="db_ms", limit=500, declared=declaration_id(("thresholds", "db_ms"))),),
            session_mode="read-write",
        ),
        declarations=config.declarations,
        redaction=(RedactionRule(name="badge", pattern="BDG-[0-9]{6}"),),
        issues=IssueTracker(repository="parcel-inc/parcel"),
    )
    assert [each.id for each in config.declarations] == sorted(each.id for each in config.declarations)
    assert {each.path: each.locator for each in config.declarations} == {
        "components.checkout.value": "incident.toml:17",
        "components.checkout.tier": "incident.toml:18",
        "tests.categories.P1": "incident.toml:21",
        "thresholds.db_ms": "incident.toml:24",
        "session.mode": "incident.toml:27",
    }


def test_the_shortest_file_has_defaults_for_the_rest(tmp_path: Path) -> None:
    config = loaded(tmp_path)
    assert config == Config(
        path=tmp_path / "incident.toml",
        project="parcel-staging",
        region="europe-west1",
        environment="staging",
        services=(ServiceScope(name="parcel-api"),),
        sources=Sources(),
        report_root="postmortems",
        fail_on=None,
        policy=Policy(),
        declarations=(),
        redaction=(),
        issues=IssueTracker(),
    )
    assert (config.root, config.report_folder) == (tmp_path, tmp_path / "postmortems")


def test_every_line_that_the_policy_cites_is_there(tmp_path: Path) -> None:
    config = load(write(tmp_path, WHOLE))
    cited = {each.declared for each in config.policy.components} | {each.declared for each in config.policy.thresholds}
    assert cited <= {each.id for each in config.declarations}


def test_a_relative_path_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, WHOLE)
    monkeypatch.chdir(tmp_path)
    assert load(Path("incident.toml")).root == tmp_path


def test_an_empty_file_says_everything_that_is_missing(tmp_path: Path) -> None:
    assert errors(tmp_path, "") == [
        'incident.toml:1: `project` is missing: add project = "parcel-staging"',
        'incident.toml:1: `region` is missing: add region = "europe-west1"',
        'incident.toml:1: there is no service: add [[services]] and name = "parcel-api" below it',
    ]


def test_all_errors_of_all_tables_are_told_at_once(tmp_path: Path) -> None:
    rows = errors(
        tmp_path,
        """\
projct = "x"
region = 1
report_root = "/tmp"
fail_on = "p1"
[[services]]
name = "Parcel"
[sources.logs]
[components.chat]
value = "$1"
[tests.categories]
P9 = []
[thresholds]
x = "1"
[session]
mode = 1
[redaction]
rules = 1
[issues]
repository = 1
""",
    )
    assert [row.split(":")[1] for row in rows] == ["1", "2", "3", "4", "6", "7", "9", "11", "13", "15", "17", "19"]
    assert rows[0] == "incident.toml:1: `projct` is not a known key. Did you mean `project`?"


@pytest.mark.parametrize(
    ("added", "row"),
    [
        ("[source.logs]\nlive = true\n", "5: `source` is not a known key. Did you mean `sources`?"),
        ("[logs]\nlive = true\n", "5: `logs` is not a known key. Did you mean [sources.logs]?"),
        (
            'report_root = "x"\n',
            "5: `services.report_root` is not a known key. It belongs at the top of the file, before the first [table]",
        ),
    ],
)
def test_a_key_in_the_wrong_place_is_sent_to_the_right_one(tmp_path: Path, added: str, row: str) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]


def test_reports_stay_below_the_file(tmp_path: Path) -> None:
    assert errors(tmp_path, WHOLE.replace("docs/postmortems/", "../out")) == [
        "incident.toml:4: `report_root` '../out' climbs out with ..: name only what lies below incident.toml"
    ]


def test_values_that_are_left_empty_are_named_by_their_keys(tmp_path: Path) -> None:
    assert errors(tmp_path, 'project = ""\nregion = " "\n[[services]]\nname = ""\n') == [
        'incident.toml:1: `project` is empty: fill it in, for example "parcel-staging"',
        'incident.toml:2: `region` is empty: fill it in, for example "europe-west1"',
        'incident.toml:4: `services.name` is empty: fill it in, for example "parcel-api"',
    ]


def test_errors_carry_the_name_of_the_file_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "staging.toml"
    path.write_text("region = 1\n")
    with pytest.raises(BadInputError, match=r"staging\.toml:1: `project` is missing"):
        load(path)


def test_nothing_in_the_file_reaches_a_terminal_unescaped(tmp_path: Path) -> None:
    rows = errors(tmp_path, '"\\u001b[31m" = 1\nproject = "\\u001b]0;x\\u0007"\nregion = "\\u202e"\nservices = 1\n')
    assert all(row.isprintable() for row in rows)


def test_loading_needs_no_heavy_library() -> None:
    program = (
        "import sys, incidents.config.load, incidents.config.starter\n"
        "print(*sorted({'git', 'google', 'github', 'pandas', 'rich', 'typer', 'defusedxml'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
