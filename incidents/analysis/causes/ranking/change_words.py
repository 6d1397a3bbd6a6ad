"""A commit as counted words: its message, and of its changes the paths, the functions and the lines."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from incidents.analysis.causes.ranking.vocabulary import counted
from incidents.model.evidence import Commit, FileChange

# What kind of commit it is, as many projects begin a subject.
_TYPE = re.compile(r"^(?:build|chore|ci|docs|feat|fix|perf|refactor|style|test)(?=[(:!])")
_CONTEXT = 0.1
"""An unchanged line beside a change says where it is, and is worth a tenth of a changed one."""


def change_words(commit: Commit, changes: Iterable[FileChange]) -> dict[str, float]:
    """All kinds of files count: a test or a note in the same commit tells in other words what it is about.

    Of a commit that moves versions and does nothing else, what it moves counts alone: its message and its paths are the
    same for every such commit, and say nothing of what fails.
    """
    known = list(changes)
    bump = bool(known) and all(each.path_class == "dependencies" for each in known)
    changed: list[str] = [] if bump else [_TYPE.sub("", commit.excerpt, count=1)]
    beside: list[str] = []
    for change in known:
        changed += [] if bump else [change.path, *change.functions]
        for hunk in change.hunks:
            changed.append(hunk.section)
            for line in hunk.text.split("\n"):
                (changed if line[:1] in ("+", "-") else beside).append(line[1:])
    words: dict[str, float] = dict(counted("\n".join(changed)))
    for word, times in counted("\n".join(beside)).items():
        words[word] = words.get(word, 0) + _CONTEXT * times
    return words


def question_words(*texts: str) -> dict[str, float]:
    """The words of a failure; one that is said often is worth more, but not in proportion."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(counted(text))
    return {word: 1 + math.log(times) for word, times in total.items()}
