"""What a failure is called behind its first mention: its number and the first words of its title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from incidents.model.incident import Incident
from reports.checker.facts.fact import Fact
from reports.checker.facts.findings import numbers
from templates.hidden_characters import visible

_MOST = 60


def called(incident: Incident) -> dict[str, str]:
    """By the id of the finding; none for what is over."""
    titles = {each.id: each.title for each in incident.findings}
    return {key: f"{number} ({_first_words(visible(titles[key]))})" for key, number in numbers(incident).items()}


def also_short(incident: Incident, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each fact, and where it names failures by their titles the same with their short names."""
    short = called(incident)
    titles = [each.title for each in incident.findings]
    names = {
        each.title: short[each.id] for each in incident.findings if each.id in short and titles.count(each.title) < 2
    }
    known = re.compile("|".join(re.escape(each) for each in sorted(names, key=len, reverse=True)) or "(?!)")
    for fact in facts:
        yield fact
        said = known.sub(lambda found: names[found.group()], fact.said)
        if said != fact.said:
            yield replace(fact, said=said)


def _first_words(title: str) -> str:
    """As many whole words as fit, or where these do not fill half of the room what does.

    A dotted name before a colon stands with its last part alone.
    """
    if len(title) > _MOST:
        title = re.sub(r"(?:^|(?<=[^\w.]))(?:[^\W\d]\w*\.)+([^\W\d]\w*: )", r"\1", title)
    if len(title) <= _MOST:
        return title
    end = title.rfind(" ", 0, _MOST + 1)
    return title[: end if 2 * end >= _MOST else _MOST].rstrip("` :,;") + "…"
