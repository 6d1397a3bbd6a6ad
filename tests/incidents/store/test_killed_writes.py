import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]


def test_a_writer_killed_at_any_step_leaves_the_old_state_or_the_new_one() -> None:
    # A program of its own: it forks, which a test runner with threads must not.
    command = [sys.executable, "-m", "tests.incidents.store.killed_writes"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert list(figures) == ["first creation", "update", "update that adds and removes"]
    for name, driven in figures.items():
        assert driven["killed"] > 10, name
        assert 10 < driven["old"] < driven["killed"], name
    assert figures["update that adds and removes"]["recoveries killed"] > 100
