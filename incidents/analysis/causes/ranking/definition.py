"""How languages begin to define a function of a name."""

import re
from functools import lru_cache

_MODIFIERS = r"(?:[a-z@][\w()]*\s+){0,6}"


@lru_cache(maxsize=64)
def definition(name: str) -> re.Pattern[str]:
    """What stands before the brackets, in a text of lines, where the function is defined and not called."""
    named = re.escape(name)
    forms = (
        rf"{_MODIFIERS}(?:def|defp|fn|fun|func|function|sub)\b\s*\*?\s*(?:\([^)\n]{{0,200}}\)\s*)?(?:self\.)?{named}\b",
        rf"(?:export\s+)?(?:const|let|var)\s+{named}\b[^=\n]{{0,200}}=\s*(?:async\s*)?(?:function\b\s*\w*)?(?=\s*\()",
        rf"(?:public|private|protected|internal|static|async|override|final)\s[^=;(\n]{{0,200}}?\b{named}(?=\s*\()",
        rf"(?:async\s+|\*\s*)?{named}(?=\s*\([^;\n]*\)\s*(?::[^;\n]{{0,200}})?\{{\s*$)",
    )
    return re.compile(rf"^[ \t]*(?:{'|'.join(forms)})", re.MULTILINE)
