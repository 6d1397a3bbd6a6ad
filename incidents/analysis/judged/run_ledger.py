"""The account of each run: what its cases show, beside the figures that the run itself tells."""

from collections import Counter
from collections.abc import Iterable, Mapping

from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import Judgement, pass_rate, unreached
from incidents.analysis.tested.environment import environment_of
from incidents.model.evidence import TestRun
from incidents.model.run_account import Figure, RunAccount


def run_accounts(facts: Facts, judged: Mapping[str, tuple[Judgement, ...]]) -> tuple[RunAccount, ...]:
    """The runs in the window and, before them, those of its baseline span; runs of other incidents are not here."""
    span = facts.window.baseline.span
    before = [run for run in facts.baseline_runs() if run.at and span.holds(run.at)]
    earlier = [_account(facts, run, None) for run in before]
    return (*earlier, *(_account(facts, run, judged[run.id]) for run in facts.candidate_runs()))


def _account(facts: Facts, run: TestRun, judged: tuple[Judgement, ...] | None) -> RunAccount:
    executed = run.counts.executed
    counted = Counter(each.standing for each in judged or ())
    return RunAccount(
        run=run.id,
        side="before" if judged is None else "window",
        environment=environment_of(facts, run),
        real=None if judged is None else pass_rate(judged),
        standings=_figures(sorted(counted.items(), key=lambda each: (-each[1], each[0]))),
        unreached=_figures(unreached(facts, run)),
        mean_s=round(run.duration_s / executed, 3) if executed and run.duration_s is not None else None,
    )


def _figures(counts: Iterable[tuple[str, int]]) -> tuple[Figure, ...]:
    return tuple(Figure(word=word, n=n) for word, n in counts if n)
