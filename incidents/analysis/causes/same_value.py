"""Changes that give names to what was computed before, or other names, and compute the same.

Told by the tokens of the diff alone: new names are put back to what they stand for, and what is left must be what
stood there. What moves in front of a condition counts as something else, because it now runs where it did not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from incidents.analysis.causes.history import Eligible
from incidents.analysis.causes.ranking.named import changed_lines, spelled
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange, Hunk

_MOST_LINES = 24
_LONGEST = 300
"""Characters of a line that is looked at; a longer one is written by no person."""
_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\d[\w.]*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\S")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_GIVES = re.compile(r"\s*(?:(?:const|let|var|final|val|auto)\s+)?([A-Za-z_$][\w$]*)\s*:?=\s*(?![=>])(.+?);?\s*")
# A name for a value that is written out, or made of such and of constants of others.
_WRITTEN = r"(?:\"[^\"]*\"|'[^']*'|\d[\w.]*|[A-Z][A-Z0-9_]+|\w+(?:\.[A-Z]\w*)+)"
_MODIFIERS = (
    "export|public|private|protected|internal|static|final|readonly|const|let|var|val|int|long|double|float|string"
)
_CONSTANT = re.compile(
    rf"\s*(?:(?:{_MODIFIERS}|String|bool)\s+)*([A-Za-z_$][\w$]*)\s*(?::\s*\w+\s*)?:?="
    rf"\s*({_WRITTEN}(?:\s*[*/]\s*{_WRITTEN}){{0,3}})\s*;?\s*"
)
_USE = r"(?<![\w$.+*/%-])(?<![+*/%-] )(?:\b(?:self|this|static|cls|[A-Z]\w*)(?:\.|::))?\b{name}\b(?!\s*[\w(.+*/%\[-])"
_REMARK = re.compile(r"\s*(?:#|//|/\*|\*|$)")
_DECLARES = re.compile(
    r"\s*[+-]?\s*(?:async\s+)?(?:export\s+)?(?:def|class|function|func|fn|import|from|interface|type)\b"
)
_CONDITIONAL = frozenset(
    {*("and", "or", "if", "elif", "else", "for", "while", "case", "lambda", "yield", "await", "try"), "&", "|", "?"}
)
_CLOSES_CALL = frozenset(")]")
_OPENS, _CLOSES = frozenset("([{,=:"), frozenset(")]},:")

Tokens = list[str]


def without_the_same(could: Eligible, same: AbstractSet[str], symptom: Symptom) -> Eligible:
    """Without the changes of these ids, which compute the same, unless the failure names what they write."""
    kept: dict[str, Sequence[FileChange]] = {}
    innocent = dict(could.innocent)
    for sha, changes in could.changes.items():
        out = [each for each in changes if each.id in same and not _named(each, symptom)]
        if len(out) < len(changes):
            kept[sha] = [each for each in changes if each not in out] if out else changes
        else:
            path = out[0].path
            innocent[sha] = f"in {path} it writes the same with other names or in another layout, and computes the same"
    return Eligible(kept, innocent)


def _named(change: FileChange, symptom: Symptom) -> bool:
    return spelled(symptom.quoted | symptom.words, changed_lines(change)) is not None


def computes_the_same(change: FileChange) -> bool:
    """Whether every line that the change took out is there again under new names, and nothing else."""
    lines = [line for hunk in change.hunks for line in hunk.text.split("\n")]
    changed = [line for line in lines if line[:1] in ("+", "-")]
    if change.truncated or change.status != "modified" or not 0 < len(changed) <= _MOST_LINES:
        return False
    if any(len(line) > _LONGEST or _DECLARES.match(line[1:]) for line in changed):
        return False
    known = {word for line in lines if line[:1] not in ("+", "-") for word in _TOKEN.findall(line)}
    blocks = [block for hunk in change.hunks for block in _blocks(hunk)]
    taken = {word for removed, _ in blocks for line in removed for word in _TOKEN.findall(line)}
    given = [(block, _constants(block)) for block in blocks]
    constants = {name: value for _, found in given for name, value in found if name not in known | taken}
    rest = [block for block, found in given if not found or any(name not in constants for name, _ in found)]
    return bool(rest) and all(_same(removed, _with_constants(added, constants), known) for removed, added in rest)


def _constants(block: tuple[list[str], list[str]]) -> list[tuple[str, Tokens]]:
    """The names that lines give to plain values, where a block holds nothing else."""
    removed, added = block
    found = [_CONSTANT.fullmatch(line) for line in added]
    if removed or not all(found):
        return []
    return [(match[1], _tokens([match[2]])) for match in found if match]


def _with_constants(lines: Sequence[str], constants: Mapping[str, Tokens]) -> list[str]:
    """The lines with the values in the places of names; not beside an operator that could bind closer."""
    text = "\n".join(lines)
    for name, value in constants.items():
        text = re.sub(_USE.format(name=re.escape(name)), " ".join(value).replace("\\", r"\\"), text)
    return text.split("\n")


def _blocks(hunk: Hunk) -> Iterator[tuple[list[str], list[str]]]:
    """Lines that were taken out and put in side by side; remarks and empty lines are none."""
    removed: list[str] = []
    added: list[str] = []
    for line in [*hunk.text.split("\n"), " "]:
        if line[:1] in ("+", "-"):
            if not _REMARK.match(line[1:]):
                (removed if line[:1] == "-" else added).append(line[1:])
        elif removed or added:
            yield removed, added
            removed, added = [], []


def _same(removed: Sequence[str], added: Sequence[str], known: set[str]) -> bool:
    """Only at one depth: what stands deeper or less deep than before runs at another time."""
    old = _tokens(removed)
    depths = {line[: len(line) - len(line.lstrip())] for line in (*removed, *added)}
    if len(depths) > 1:
        return False
    return bool(old) and (_without_names(old, added, known) == old or _renamed(removed, added, known))


def _without_names(old: Tokens, added: Sequence[str], known: set[str]) -> Tokens | None:
    """What was put in, with new names put back to what they stand for; None where one cannot be."""
    given: list[tuple[str, Tokens]] = []
    rest: list[str] = []
    for line in added:
        match = _GIVES.fullmatch(line)
        if match and match[1] not in known and match[1] not in old:
            given.append((match[1], _tokens([match[2]])))
        else:
            rest.append(line)
    new: Tokens | None = _tokens(rest)
    for name, value in reversed(given):
        new = _put_back(new, name, value) if new is not None else None
    return new


def _tokens(lines: Sequence[str]) -> Tokens:
    return [word for line in lines for word in _TOKEN.findall(line) if word != ";"]


def _put_back(tokens: Tokens, name: str, value: Tokens) -> Tokens | None:
    """The tokens with the value where its name stands; None where that may be something else."""
    uses = [place for place, word in enumerate(tokens) if word == name]
    plain = len(value) == 1
    # What was computed there only on a condition, or after something else, may now fail or answer otherwise. The
    # condition of the statement itself is computed in any case.
    moved = (
        len(uses) > 1
        or _CONDITIONAL.intersection(tokens[tokens[:1] == ["if"] :])
        or _CLOSES_CALL.intersection(tokens[: uses[0]] if uses else ())
    )
    if not uses or (not plain and moved):
        return None
    whole = plain or _is_call(value)
    found: Tokens = []
    for place, word in enumerate(tokens):
        before = tokens[place - 1] if place else "("
        after = tokens[place + 1] if place + 1 < len(tokens) else ")"
        if word != name:
            found.append(word)
        elif before == ".":
            return None
        elif whole or ((before in _OPENS or before == "return") and after in _CLOSES):
            found += value
        else:
            found += ["(", *value, ")"]
    return found


def _is_call(value: Tokens) -> bool:
    """Whether it is one call or look-up with what it is of, such as `a.b(c)[d]`, and needs no brackets around it."""
    depth = 0
    for word, following in pairwise([*value, ""]):
        depth += (word in "([{") - (word in ")]}")
        if not depth and following and not (word in ")]" or word == "." or _NAME.fullmatch(word)):
            return False
        if not depth and _NAME.fullmatch(word) and _NAME.fullmatch(following):
            return False
    return depth == 0


def _renamed(removed: Sequence[str], added: Sequence[str], known: set[str]) -> bool:
    """Whether both are the same but for names that are given in these lines, and that nothing beside them has."""
    old, new = _tokens(removed), _tokens(added)
    given = [[match[1] for line in lines if (match := _GIVES.fullmatch(line))] for lines in (removed, added)]
    if len(old) != len(new) or len(given[0]) != len(given[1]):
        return False
    others = {one: other for one, other in zip(*given, strict=True) if one != other}
    if len(set(others.values())) < len(others) or (others.keys() | set(others.values())) & known:
        return False
    if set(others.values()) & set(old):
        return False
    members = {word for before, word in pairwise(old) if before == "."}
    named = {
        word for before, word, after in zip(old, old[1:], old[2:], strict=False) if before in "(," and after == "="
    }
    return not (members | named) & others.keys() and [others.get(word, word) for word in old] == new
