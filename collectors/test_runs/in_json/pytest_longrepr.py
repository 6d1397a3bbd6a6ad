"""pytest's serialised failure, `longrepr`, as the text that pytest would print."""

from dataclasses import dataclass

from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, texts, words

_BETWEEN = "_ " * 20
_SKIPPED = "Skipped: "


@dataclass(frozen=True)
class Told:
    """What a failure or a skip says, and its whole text."""

    message: str
    text: str


def told(longrepr: object) -> Told:
    """Read any of its forms: nothing, a text, the place and reason of a skip, or a traceback taken apart."""
    if isinstance(longrepr, str):
        return Told(_only_line(longrepr), longrepr)
    if isinstance(longrepr, list):
        parts = [words(each) for each in longrepr]
        reason = parts[2].removeprefix(_SKIPPED) if len(parts) == 3 else ""
        return Told(reason, f"{parts[0]}:{parts[1]}: {reason}" if reason else "")
    if isinstance(longrepr, dict):
        return Told(words(an_object(longrepr.get("reprcrash")).get("message")), _printed(longrepr))
    return Told("", "")


def _only_line(text: str) -> str:
    """A single line is the message itself; of several, the text tells where the message stands."""
    return text if "\n" not in text.strip() else ""


def _printed(longrepr: JsonObject) -> str:
    """The exceptions of the chain in the order in which they were raised, and what connects them."""
    chain = longrepr.get("chain")
    links = [link for link in chain if isinstance(link, list) and link] if isinstance(chain, list) else []
    if not links:
        return _traceback(an_object(longrepr.get("reprtraceback")))
    parts = []
    for link in links:
        parts.append(_traceback(an_object(link[0])))
        parts.append(words(link[2]) if len(link) > 2 else "")
    return "\n\n".join(part for part in parts if part)


def _traceback(found: JsonObject) -> str:
    entries = [_entry(an_object(each.get("data"))) for each in objects(found.get("reprentries"))]
    long = found.get("style") in ("long", None)
    between = f"\n\n{_BETWEEN}\n\n" if long else "\n"
    return "\n".join(part for part in (between.join(filter(None, entries)), words(found.get("extraline"))) if part)


def _entry(data: JsonObject) -> str:
    """One frame: its place follows the source in the long style, and stands before it in the short one."""
    lines = texts(data.get("lines"))
    location = an_object(data.get("reprfileloc"))
    place = f"{words(location.get('path'))}:{words(location.get('lineno'))}: {words(location.get('message'))}"
    if not location:
        return "\n".join(lines)
    if data.get("style") == "short":
        return "\n".join([place, *lines])
    return "\n".join([*_arguments(data), *lines, *([""] if lines else []), place])


def _arguments(data: JsonObject) -> list[str]:
    arguments = an_object(data.get("reprfuncargs")).get("args")
    pairs = arguments if isinstance(arguments, list) else []
    shown = [f"{words(pair[0])} = {words(pair[1])}" for pair in pairs if isinstance(pair, list) and len(pair) == 2]
    return [*shown, ""] if shown else []
