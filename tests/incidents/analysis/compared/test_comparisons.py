"""What is compared is bounded, and what is left out is counted."""

from incidents.analysis.compared.comparisons import comparisons
from incidents.analysis.facts import Facts
from incidents.model.left_out import CutComparisons
from tests import builders


def test_what_is_cut_is_counted_by_subject_and_state() -> None:
    others = [builders.log_pattern(template=f"thing {name}") for name in "abc"]
    facts = Facts(builders.sealed(collected=builders.collected(builders.log_pattern(), *others)))
    whole = comparisons(facts)
    assert whole.cut == ()
    told = comparisons(facts, most=1)
    assert told.kept == whole.kept[:1]
    assert told.cut == (CutComparisons(subject="log", state=whole.kept[0].state, count=3),)
