import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.lacking_name import lacking_name
from incidents.model.cause import Chain
from incidents.model.incident import Question
from tests import builders
from tests.builders import BAD_COMMIT, finding
from tests.incidents.analysis.causes.test_common_cause import chain


def asked(said: str, chains: tuple[Chain, ...] = (), state: str = "new") -> list[Question]:
    pattern = builders.log_pattern(template=said, excerpt=said, error_type=None)
    facts = Facts(builders.sealed(collected=builders.collected(pattern)))
    return list(lacking_name(facts, [finding(primary=(pattern.id,), state=state)], list(chains)))


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        ("label lost: 'function' object has no attribute 'can_print'", "function", "can_print"),
        ("TypeError: Cannot read properties of undefined (reading 'print')", "undefined", "print"),
        ("TypeError: printer.print is not a function", "printer", "print"),
    ],
)
def test_a_thing_in_the_place_of_another_is_asked_after_by_both_names(said: str, kind: str, name: str) -> None:
    (found,) = asked(said)
    assert found.text == f"What put `{kind}` where something with `{name}` is looked for: Labels are not printed?"
    assert (found.query, found.about) == (f"git log -p -S {name} {BAD_COMMIT}", "cause")


def test_a_name_that_a_shell_would_read_is_quoted() -> None:
    (found,) = asked("TypeError: jQuery.$print is not a function")
    assert found.query == f"git log -p -S '$print' {BAD_COMMIT}"


def test_other_messages_older_errors_and_explained_ones_are_not_asked_after() -> None:
    said = "'function' object has no attribute 'can_print'"
    assert asked("no paper in the printer") == []
    assert asked(said, state="persisting") == []
    assert asked(said, (chain(finding(), confidence="possible"),)) == []


@pytest.mark.parametrize("changes", [{"confidence": "refuted"}, {"branch": "not-caught"}])
def test_what_explains_nothing_of_the_failure_leaves_it_to_be_asked_after(changes: dict[str, str]) -> None:
    assert len(asked("'function' object has no attribute 'can_print'", (chain(finding(), **changes),))) == 1
