"""The order in which drafts are filed: the most urgent first, but whatever blocks before what it blocks."""

from collections.abc import Sequence

from incidents.errors import BadInputError
from reports.issues.wanted import Wanted


def ordered(wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Raises BadInputError where drafts block one another in a circle, or are made out to be one."""
    _refuse_twice(wanted)
    by_print = {print_: each for each in wanted for print_ in each.draft.fingerprints}
    found: dict[str, Wanted] = {}

    def place(each: Wanted, way: tuple[str, ...]) -> None:
        if each.file in found:
            return
        if each.file in way:
            circle = " waits for ".join([*way[way.index(each.file) :], each.file])
            raise BadInputError(f"{circle}: take one `blocked-by` out; nothing was filed")
        for edge in each.draft.blocked_by:
            blocker = by_print.get(edge.fingerprint)
            if blocker is not None and blocker is not each:
                place(blocker, (*way, each.file))
        found[each.file] = each

    for each in sorted(wanted, key=lambda one: (one.draft.priority.level, one.file)):
        place(each, ())
    return tuple(found.values())


def _refuse_twice(wanted: Sequence[Wanted]) -> None:
    files: dict[str, str] = {}
    for each in wanted:
        for print_ in each.draft.fingerprints:
            if files.setdefault(print_, each.file) != each.file:
                raise BadInputError(
                    f"{files[print_]} and {each.file} both stand for {print_}: delete one of them, or take it out of"
                    " `merged`; nothing was filed"
                )
