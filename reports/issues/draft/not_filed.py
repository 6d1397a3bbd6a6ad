"""The list of findings that get no issue, each with the reason."""

from reports.issues.draft.drafting import Unfiled
from templates.outside_text import cell, code, text
from templates.safe import Safe, filled, joined

NOT_FILED = "issues/not-filed.md"
_BEGIN, _END = "<!-- incident:block issues.not-filed -->", "<!-- incident:end issues.not-filed -->"


def not_filed(unfiled: tuple[Unfiled, ...]) -> str | None:
    """A page with a table; None where every finding has a draft."""
    if not unfiled:
        return None
    rows = [
        filled(
            "| {level} | {title} | {finding} | {reason} |",
            level=text(each.level),
            title=cell(each.title),
            finding=code(each.finding),
            reason=cell(each.reason),
        )
        for each in unfiled
    ]
    head = Safe("# Not filed\n\n| Priority | What | Finding | Not filed, because |\n| --- | --- | --- | --- |")
    return f"{_BEGIN}\n{joined(chr(10), [head, *rows])}\n\n{_END}\n"
