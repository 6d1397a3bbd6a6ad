"""The console script `incident`: checks that our packages are ours, runs the command, turns errors into sentences."""

import importlib.util
import sys
from pathlib import Path

_OURS = ("incidents", "collectors", "reports", "templates")


def main() -> None:
    """Run the command line; exits with 0, 1, 2 or 3 as the README says."""
    hidden = _hidden_package()
    if hidden:
        sys.exit(hidden_exit(hidden))
    # Imported after the check, because the import itself would end in somebody else's package.
    from incidents.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


def hidden_exit(sentence: str) -> int:
    sys.stderr.write(f"incident: {sentence}\n")
    return 2


def _hidden_package() -> str | None:
    """The sentence for the first of our packages that another one hides; None when all are ours."""
    home = Path(__file__).resolve().parent.parent
    for name in _OURS:
        spec = importlib.util.find_spec(name)
        found = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if found != home / name:
            where = f"the one in {found.parent}" if found else "another one without an __init__.py"
            return (
                f"its package `{name}` is hidden by {where}; nothing was done. Run the installed `incident` from an "
                "environment of its own, and leave that folder out of PYTHONPATH"
            )
    return None


if __name__ == "__main__":
    main()
