"""Which failed tests a coverage report means by the name it has for what ran a line."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from collectors.coverage.ran import WhichTests
from collectors.redaction import Redactor

_PHASE = re.compile(r"\|(?:setup|run|teardown)$")
_ENDING = re.compile(r"\.\w+$")
_ENOUGH = 2


class _Test(NamedTuple):
    """`function` is the id without parameters, `dotted` the same in Python's own words, from a dot on."""

    id: str
    function: str
    dotted: str

    def is_meant(self, said: str) -> bool:
        if "::" in said:
            return self.id.endswith(f"/{said}") or said.endswith(f"/{self.id}")
        return said.count(".") >= _ENOUGH - 1 and self.dotted.endswith(f".{said}")


def which_of(failed: Iterable[str], redactor: Redactor) -> WhichTests:
    """Knows `tests/test_a.py::TestA::test_b[1]|run` of pytest-cov, and `tests.test_a.TestA.test_b` of coverage.py.

    Both may be written from another folder on, and then begin later. The latter means a function with whatever
    parameters; what would mean two functions means none.
    """
    known = {each: _test(each) for each in sorted(set(failed))}
    answers: dict[str, frozenset[str]] = {}

    def which(context: str) -> frozenset[str]:
        if context not in answers:
            said = _PHASE.sub("", redactor.redact(context.strip()))
            same = known.get(said)
            meant = [same] if same else [test for test in known.values() if test.is_meant(said)]
            one = len({test.function for test in meant}) == 1
            answers[context] = frozenset(test.id for test in meant) if one else frozenset()
        return answers[context]

    return which


def names_a_test(context: str) -> bool:
    """Whether it can be a test's: a whole run may have one name as well, such as `unit`."""
    return "::" in context or "." in context.strip(".")


def _test(name: str) -> _Test:
    function = name.partition("[")[0] if name.endswith("]") else name
    path, _, inner = function.partition("::")
    return _Test(name, function, ".".join(("", *_ENDING.sub("", path).split("/"), *inner.split("::"))))
