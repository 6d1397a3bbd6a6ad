"""The chain of whys as a tree: the failure on top, beneath it what may have led to it, and where each branch stops."""

from incidents.model.cause import Answer, Cause, Chain, Stop
from reports.sections.branches import causal, not_caught
from templates.diagram_text import diagram, label
from templates.safe import Safe, filled

_ARROWS = {"confirmed": Safe("==>"), "probable": Safe("-->"), "possible": Safe("-->"), "refuted": Safe("-.-x")}


def why_tree(of: str, title: str, chain: Chain) -> Safe:
    """Nodes are named by the numbers of the table; rivals, and what explains that it was not caught, hang beside."""
    whys = causal(chain)
    places = {why.cause.id: number for number, why in enumerate(whys, 1) if isinstance(why, Answer)}
    lines = [filled("F{box}", box=_box(f"{of}: {title}"))]
    for number, why in enumerate(whys, 1):
        effect = why.cause.effect if isinstance(why, Answer) else why.effect
        parent = _node(places, effect)
        if isinstance(why, Answer):
            lines += _answer(number, parent, why.cause)
        else:
            lines += _stop(number, parent, why)
    for number, cause in enumerate(not_caught(chain), 1):
        lines.append(filled("F -.- N{n}{box}", n=number, box=_box(f"why it was not caught: {cause.claim}")))
    return diagram("flowchart TD", lines)


def _node(places: dict[str, int], effect: str) -> Safe:
    number = places.get(effect) or places.get(effect.removeprefix("claim-"))
    return filled("W{n}", n=number) if number else Safe("F")


def _answer(number: int, parent: Safe, cause: Cause) -> list[Safe]:
    box = _box(f"{number}, {cause.confidence}: {cause.claim}")
    lines = [filled("{parent} {arrow} W{n}{box}", parent=parent, arrow=_ARROWS[cause.confidence], n=number, box=box)]
    for place, rival in enumerate(cause.rivals, 1):
        other = _box(f"rival, {rival.confidence}: {rival.claim}")
        lines.append(filled("{parent} -.- R{n}x{place}{box}", parent=parent, n=number, place=place, box=other))
    return lines


def _stop(number: int, parent: Safe, stop: Stop) -> list[Safe]:
    return [filled("{parent} --- W{n}{box}", parent=parent, n=number, box=_box(f"{number}, stops: {stop.text}"))]


def _box(said: str) -> Safe:
    return filled('["{said}"]', said=label(said, 90))
