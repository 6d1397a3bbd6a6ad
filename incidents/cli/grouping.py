"""Why the messages of a pattern are together, in words."""

from incidents.model.evidence import LogPattern

_WHY = {
    "stack": "the same exception came from the same function; line numbers and the message above it are left out",
    "error object": "the same error object, once what varies in it is masked",
    "request line": "the same method, masked route and status",
    "statement": "one call of the deployed source printed them",
    "masks": "one text, once what varies is masked",
    "mining": "texts that differ only where many different words stand in the same place",
    "bound": "there were more patterns than are kept apart, and these are the rest",
}


def why_together(pattern: LogPattern) -> list[str]:
    """Lines for people; empty where the record does not tell."""
    together, place = pattern.together, pattern.printed_by
    lines = []
    if together is not None:
        texts = "1 masked text" if together.texts == 1 else f"{together.texts} masked texts"
        lines.append(f"together because: {_WHY[together.by]} ({texts})")
        lines += [f"  masked: {_shown(each)}" for each in together.examples]
        if together.texts > len(together.examples):
            lines.append(f"  and {together.texts - len(together.examples)} more")
    if place is not None:
        lines.append(f"printed by: {place.file}:{place.line} in {place.function}, at {place.commit[:12]}")
    return lines


def _shown(masked: str) -> str:
    """On one line; what was kept beside the masked text stands behind it."""
    text, _, kept = masked.partition("\x1f")
    line = " ".join(text.replace("\x1e", " ").split())
    return f"{line} (kept: {', '.join(kept.split(chr(31)))})" if kept else line
