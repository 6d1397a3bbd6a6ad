"""Questions to collectors of files, and files to ask about."""

from pathlib import Path

from collectors.collector import Ask, Source
from collectors.redaction import Redactor
from tests.builders import scope

RECORDED = Path(__file__).resolve().parents[1] / "data" / "test_runs"
COVERAGE = RECORDED.parent / "coverage"


def ask(root: Path, *globs: str, live: bool = False, redactor: Redactor | None = None) -> Ask:
    """A question about what the globs name below `root`."""
    return Ask(scope=scope(), root=root, source=Source(live=live, globs=globs), redactor=redactor or Redactor())


def badges() -> Redactor:
    """A redactor with a rule of the team's own, for marks that are no real secret."""
    return Redactor([("badge", "BDG-[0-9]{6}")])


def write(root: Path, files: dict[str, str]) -> Path:
    """Write texts under their names; folders are made."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
