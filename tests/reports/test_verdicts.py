from incidents.model.finding import FindingKind
from reports.checker.facts.whole import verdict_word
from reports.verdicts import warns_only, word_of
from tests import builders


def words(*kinds: FindingKind, verdict: str = "incident") -> tuple[bool, str, str]:
    found = tuple(builders.finding(id=f"finding-{n}", kind=kind) for n, kind in enumerate(kinds))
    incident = builders.incident(findings=found, verdict=verdict, chains=())
    return warns_only(incident), word_of(incident), verdict_word(incident)


def test_new_warnings_alone_are_to_be_looked_at_and_no_incident() -> None:
    assert words("warning", "warning") == (True, "To look at", "To look at")


def test_one_failure_beside_them_is_an_incident() -> None:
    assert words("warning", "log") == words() == (False, "Incident", "Incident")


def test_other_verdicts_keep_their_word() -> None:
    assert words("warning", verdict="resolved") == (False, "Resolved", "Resolved")
