"""All rules by which a change of the code is tied to a failure."""

from collections.abc import Callable, Mapping, Sequence

from incidents.analysis.causes.code import (
    added_constraint,
    blocking_call,
    brought_type,
    changed_answer,
    changed_contract,
    changed_data,
    changed_limit,
    changed_port,
    changed_return,
    changed_signature,
    changed_type,
    dropped_schema,
    growing_memory,
    leading_call,
    missing_file,
    missing_migration,
    missing_module,
    missing_name,
    moved_dependency,
    printing_call,
    removed_route,
    sent_field,
    shared_state,
    start_up_code,
    tested_code,
    used_code,
)
from incidents.analysis.causes.ranking.named import named
from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

_WEIGHT = 0.3

Rule = Callable[[Sequence[FileChange], Symptom], list[Tie]]

RULES: tuple[Rule, ...] = (
    dropped_schema.ties,
    added_constraint.ties,
    missing_migration.ties,
    missing_module.ties,
    missing_file.ties,
    missing_name.ties,
    removed_route.ties,
    changed_signature.ties,
    brought_type.ties,
    sent_field.ties,
    moved_dependency.ties,
    named,
    changed_contract.ties,
    changed_answer.ties,
    changed_type.ties,
    printing_call.ties,
    changed_limit.ties,
    changed_port.ties,
    changed_data.ties,
    changed_return.ties,
    leading_call.ties,
    blocking_call.ties,
    shared_state.RULE.ties,
    growing_memory.ties,
    tested_code.ties,
    start_up_code.ties,
    used_code.ties,
)
"""The stack is not among them: it is followed through all commits at once."""


def names(changes: Mapping[str, Sequence[FileChange]], symptom: Symptom) -> Signal:
    """The ties of every commit; a test ties by its own words only where it is the file of the failed test."""
    found = {sha: code_ties([each for each in of if _may_tie(each, symptom)], symptom) for sha, of in changes.items()}
    ties = {sha: each for sha, each in changed_contract.only_ones(found).items() if each}
    # What a test looks at is in its words already, and would count twice.
    counted = {sha: [tie.weight for tie in each if tie.rule != tested_code.NAME] for sha, each in ties.items()}
    return Signal({sha: _WEIGHT * max(weights) for sha, weights in counted.items() if weights}, ties)


def _may_tie(change: FileChange, symptom: Symptom) -> bool:
    own = (test.partition("::")[0] for test in symptom.tests)
    return change.path_class != "test" or any(same_file(each, change.path) for each in own)


def code_ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    return [tie for rule in RULES for tie in rule(changes, symptom)]
