"""The rubric: the first row that matches gives the level, and row and reason are kept."""

from incidents.model.finding import Priority
from incidents.model.policy import Component


def failure(component: Component | None, what: str) -> Priority:
    """A failure of the service or of a real test."""
    if component is not None and component.tier == 1:
        return Priority(level="P1", row="C", reason=f"{what} in {component.name}, which is declared core (tier 1)")
    if component is None:
        return Priority(level="P2", row="F", reason=f"{what}, in no component that is declared as core")
    return Priority(level="P2", row="F", reason=f"{what} in {component.name}, tier {component.tier}, which is not core")


def failing_tests(*, core: bool, persisting: bool) -> Priority:
    """Tests that fail, of category P1 or not."""
    if persisting:
        return Priority(level="P2", row="G", reason="the tests failed before the window too")
    if core:
        return Priority(level="P1", row="C", reason="a test of category P1 fails")
    return Priority(level="P2", row="F", reason="no test of category P1 fails")
