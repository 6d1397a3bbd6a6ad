"""What a runtime calls a function, down to the name that the source gives it."""

import re
from functools import lru_cache

# `block in Checkout#call`, `rescue in find`, `async load`, `Depot.find [as load]`
_AROUND = re.compile(r"^(?:.* in |async |new )|(?: \[as [^\]]*\]|\(.*\))$")
# .NET's `<FindAsync>d__3.MoveNext`, Java's `lambda$run$0`
_MADE = re.compile(r"<([A-Za-z_]\w*)>[a-z]__.*|lambda\$(\w+?)\$\d+")
_CLOSURE = re.compile(r"(?:\.func\d+(?:\.\d+)*|::\{\{closure\}\}|\{closure\}|\[\.\.\.\])+$")
_SEPARATORS = re.compile(r"[.#:\\>/]+")


@lru_cache(maxsize=8192)
def plain_name(function: str) -> str:
    r"""`call` of `Checkout#call`, `make` of `App\Row::make`, `handle` of `main.(*Server).handle.func1`."""
    made = _MADE.search(function)
    if made:
        return made[1] or made[2]
    bare = _CLOSURE.sub("", _AROUND.sub("", function).strip())
    return _SEPARATORS.split(bare)[-1] or bare
