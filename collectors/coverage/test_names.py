"""Which failed tests a coverage report means by the name it has for what ran a line."""

import re
from collections.abc import Iterable

from collectors.coverage.ran import WhichTests
from collectors.redaction import Redactor

_PHASE = re.compile(r"\|(?:setup|run|teardown)$")
_PARAMETERS = re.compile(r"\[.*\]$", re.DOTALL)
_ENOUGH = 2


def which_of(failed: Iterable[str], redactor: Redactor) -> WhichTests:
    """Knows `tests/test_a.py::TestA::test_b[1]|run` of pytest-cov, and `tests.test_a.TestA.test_b` of coverage.py.

    Both may be written from another folder on, and then begin later. The latter means a function with whatever
    parameters; what would mean two functions means none.
    """
    known = sorted(set(failed))
    answers: dict[str, frozenset[str]] = {}

    def which(context: str) -> frozenset[str]:
        if context not in answers:
            said = _PHASE.sub("", redactor.redact(context.strip()))
            same = _same_id if "::" in said else _same_dotted
            meant = [test for test in known if test == said] or [test for test in known if same(test, said)]
            functions = {_PARAMETERS.sub("", test) for test in meant}
            answers[context] = frozenset(meant) if len(functions) == 1 else frozenset()
        return answers[context]

    return which


def names_a_test(context: str) -> bool:
    """Whether it can be a test's: a whole run may have one name as well, such as `unit`."""
    return "::" in context or "." in context.strip(".")


def _same_id(test: str, said: str) -> bool:
    return test.endswith(f"/{said}") or said.endswith(f"/{test}")


def _same_dotted(test: str, said: str) -> bool:
    """Without parameters, which a function's own name does not have."""
    path, _, name = _PARAMETERS.sub("", test).partition("::")
    dotted = ".".join((*re.sub(r"\.\w+$", "", path).split("/"), *name.split("::")))
    return said.count(".") >= _ENOUGH - 1 and f".{dotted}".endswith(f".{said}")
