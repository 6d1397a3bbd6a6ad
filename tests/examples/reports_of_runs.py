"""A run of tests as pytest leaves it: JUnit XML, and the console's text beside it."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Case:
    """`said` is what it printed, `failure` the message of a failed one."""

    file: str
    name: str
    seconds: float
    said: str = ""
    failure: str = ""


def write_run(folder: Path, at: str, cases: list[Case]) -> None:
    folder.mkdir(parents=True)
    failed, took = sum(bool(each.failure) for each in cases), sum(each.seconds for each in cases)
    counts = f'errors="0" failures="{failed}" skipped="0" tests="{len(cases)}" time="{took:.3f}"'
    suite = f'<testsuite name="pytest" {counts} timestamp={quoteattr(at)} hostname="runner">'
    body = "".join(map(_case, cases))
    (folder / "junit.xml").write_text(
        f'<?xml version="1.0" encoding="utf-8"?><testsuites>{suite}{body}</testsuite></testsuites>\n'
    )
    passed = f"{len(cases) - failed} passed" + (f", {failed} failed" if failed else "")
    console = f"collected {len(cases)} items\n\n===== {passed} in {took:.2f}s =====\n"
    (folder / "console.txt").write_text(console)


def _case(each: Case) -> str:
    where = each.file.removesuffix(".py").replace("/", ".")
    failure = f"<failure message={quoteattr(each.failure)}>{escape(each.failure)}</failure>" if each.failure else ""
    said = f"<system-out>{escape(each.said)}</system-out>" if each.said else ""
    named = f"classname={quoteattr(where)} name={quoteattr(each.name)} file={quoteattr(each.file)}"
    return f'<testcase {named} time="{each.seconds:.3f}">{failure}{said}</testcase>'
