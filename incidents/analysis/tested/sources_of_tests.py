"""The source of an executed test: as of its run's commit, or of the deployed one where the run names none."""

from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, TestFunction, TestRun, TestSource


class Source(NamedTuple):
    """The test's own function in its file."""

    file: TestSource
    function: TestFunction

    @property
    def named(self) -> str:
        return f"its source at {self.file.commit[:12]}"


def fallback_of(facts: Facts, source: Source) -> str | None:
    """Where the test takes a stand-in when something else failed: in its file, or in a helper that it calls."""
    if source.file.fallbacks:
        return f"{source.file.path}: {source.file.fallbacks[0]}"
    for each in facts.of(TestSource):
        if each.commit == source.file.commit:
            for name in each.fallbacks:
                if name.rpartition(".")[2] in source.function.unseen:
                    return f"{each.path}: {name}"
    return None


def source_of(facts: Facts, run: TestRun, case: CaseResult) -> Source | None:
    """None where the file was not read at that commit, or where it was read at several and the run names none."""
    path = case.test.partition("::")[0]
    files = [each for each in facts.of(TestSource) if each.path == path and run.commit in (None, each.commit)]
    if len(files) != 1:
        return None
    function = files[0].function(case.test)
    return Source(files[0], function) if function else None
