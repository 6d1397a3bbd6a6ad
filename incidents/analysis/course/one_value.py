"""What the messages of a failure name, where all of them name the same: the one user, kind of message or tenant."""

from collections.abc import Iterable

from incidents.model.claim import Value
from incidents.model.evidence import LogPattern


def one_value(patterns: Iterable[LogPattern]) -> tuple[str, tuple[Value, ...]]:
    """A clause with its values; empty where the source is not at hand, or where the entries name different things."""
    found: dict[tuple[str, str], int] = {}
    for pattern in patterns:
        for each in pattern.filled:
            found.setdefault((each.name, each.value), pattern.count)
    names = [name for name, _ in found]
    clauses, values = [], list[Value]()
    for number, ((name, value), count) in enumerate(sorted(found.items()), 1):
        if names.count(name) > 1:
            continue
        entries = "the {} entry names" if count == 1 else "all {} entries name"
        clauses.append(f"{entries.format(f'{{all_{number}}}')} only {{value_{number}}} as {{name_{number}}}")
        values.append(Value(name=f"all_{number}", form="number", value=count))
        values.append(Value(name=f"value_{number}", form="name", value=value))
        values.append(Value(name=f"name_{number}", form="name", value=name))
    return "; ".join(clauses), tuple(values)
