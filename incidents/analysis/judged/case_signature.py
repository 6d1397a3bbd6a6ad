"""What failures of tests have in common, whatever case they are of."""

import re

from incidents.model.evidence import CaseResult

_VARIES = re.compile(r"0x[0-9a-f]+|'[^']*object at[^']*'|\b\d+\.\d+\b|\b\d{4,}\b")
_OF_TEST_CLASS = re.compile(r"'(?:Test\w+|\w+Test|\w+Tests)' object has no attribute '\w+'")
_TEST_CLASS = re.compile(r"'(?:Test\w+|\w+Test|\w+Tests)'")


def signature(case: CaseResult) -> str:
    """What the failure says, without the long numbers, addresses and test classes that differ from case to case.

    Short numbers stay: `assert 503 == 200` and `assert 500 == 201` are two faults.
    """
    said = case.message or case.error_type or "no message"
    said = _OF_TEST_CLASS.sub("<test class> lacks an attribute", said)
    return _VARIES.sub("<num>", _TEST_CLASS.sub("<test class>", said.splitlines()[0]))[:200]
