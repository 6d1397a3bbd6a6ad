from pathlib import Path

import pytest

from collectors.git_history import call_sites
from collectors.git_history.call_sites import read_call_sites
from collectors.git_history.opening.repository import opened
from collectors.git_history.python import followed_uses
from collectors.git_history.python.deployed_code import deployed_code
from incidents.model.evidence import AnyEvidence, CallSite, FileChange
from incidents.model.record import digest
from incidents.model.sealed import Collected
from tests import builders
from tests.collectors.git_history.little_repository import Story, ask, moment

KEY = "AKIA" + "QWERTYUIOPASDFGH"
CHANGED = builders.file_change(path="api/rates.py", functions=("rate",))


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit(
        "deployed",
        {
            "api/rates.py": "def rate():\n    return 1\n",
            "api/labels.py": f"from api.rates import rate\n\n\ndef label():\n    return rate()  # {KEY}\n",
            "tests/test_rates.py": "from api.rates import rate\n\n\ndef test_rate():\n    assert rate()\n",
        },
    )
    story.commit("other", {"api/labels.py": None})
    return story.write(root / "uses")


def sites(root: Path, ids: dict[str, str], *changes: FileChange, sha: str = "deployed") -> Collected:
    with opened(root / "uses", "repo") as repository:
        code = deployed_code(repository, sorted(ids.values()))
        return read_call_sites(repository, ask(root), code, [ids[sha]], changes)


def test_a_use_in_the_deployed_code_is_told_with_its_line(root: Path, ids: dict[str, str]) -> None:
    sha = ids["deployed"]
    expected: AnyEvidence = CallSite(
        id=f"call-{digest(sha, 'api/labels.py', 'label', '5', 'api/rates.py', 'rate')}",
        at=moment(0),
        source="git",
        locator=f"repo@{sha}:api/labels.py:5",
        excerpt=ask(root).redactor.redact(f"return rate()  # {KEY}"),
        commit=sha,
        path="api/labels.py",
        function="label",
        line=5,
        used_path="api/rates.py",
        used="rate",
    )
    found = sites(root, ids, CHANGED)
    assert found.evidence == (expected,)
    assert KEY not in found.model_dump_json()
    (reading,) = found.readings
    assert (reading.what, reading.status) == (f"repo: uses of changed functions at {sha[:12]}", "complete")
    assert sites(root, ids, CHANGED, sha="other").evidence == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "api/rates.js"},
        {"path_class": "test"},
        {"effect": "comments-only"},
        {"functions": ("<module>",)},
        {"functions": ()},
    ],
)
def test_only_changed_functions_of_production_code_are_looked_for(
    root: Path, ids: dict[str, str], changes: dict[str, object]
) -> None:
    assert sites(root, ids, CHANGED.model_copy(update=changes)) == Collected()


def test_bounds_are_told(root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_sites, "MOST_USES", 0)
    (reading,) = sites(root, ids, CHANGED).readings
    assert (reading.status, reading.items, reading.why) == ("truncated", 0, "only 0 of them were kept")
    monkeypatch.undo()
    monkeypatch.setattr(followed_uses, "MOST_PARSED", 0)
    (reading,) = sites(root, ids, CHANGED).readings
    assert (reading.status, reading.why) == ("truncated", "2 files were not parsed, since there were too many")
    monkeypatch.setattr(call_sites, "MOST_CHANGED", 0)
    assert sites(root, ids, CHANGED) == Collected()
