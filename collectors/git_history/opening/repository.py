"""Opens a repository that nobody vouches for: through a private folder that borrows its objects and nothing else."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from collectors.git_history.opening.byte_reader import ByteReader
from collectors.git_history.opening.git_process import GitProcess
from collectors.git_history.opening.refs import Refs, read_refs
from collectors.git_history.opening.source_layout import Layout, locate, text_of
from collectors.git_history.opening.tree_files import TreeFiles
from incidents.errors import BadInputError

_SHALLOW_BYTES = 64_000_000
_HEX = frozenset("0123456789abcdef")

# The graph of a hostile clone could name other parents than the commits do; a blob of this size is no source.
_CONFIG = """\
[core]
\trepositoryformatversion = 0
\tbare = true
\tcommitGraph = false
\tbigFileThreshold = 4m
\tfsmonitor = false
\thooksPath = /dev/null
\tattributesFile = /dev/null
[protocol]
\tallow = never
"""

# These come before the repository's own attributes. The drivers are built into git and only find function names.
_ATTRIBUTES = """\
* !diff !filter !text !eol !working-tree-encoding !merge
*.py diff=python
*.pyi diff=python
*.go diff=golang
*.java diff=java
*.kt diff=kotlin
*.rs diff=rust
*.rb diff=ruby
*.php diff=php
*.cs diff=csharp
*.c diff=cpp
*.cc diff=cpp
*.cpp diff=cpp
*.h diff=cpp
*.hpp diff=cpp
*.ex diff=elixir
*.exs diff=elixir
*.pl diff=perl
*.sh diff=bash
*.css diff=css
"""


@dataclass(frozen=True)
class Repository:
    """An open repository.

    `tips` maps the full name of every ref that leads to a commit, HEAD included, to that commit. `shallow` are the
    commits whose parents this clone does not hold.
    """

    name: str
    git: GitProcess
    tips: Mapping[str, str]
    shallow: frozenset[str]
    unusable_refs: tuple[str, ...]
    files: TreeFiles

    def expand(self, ids: Iterable[str]) -> dict[str, str]:
        """The whole id of each commit that a whole or abbreviated one names; unknown and ambiguous ones are absent.

        A branch that is called like an abbreviated id does not stand in for it.
        """
        asked = {each: each.lower() for each in ids if 4 <= len(each) <= 40 and _HEX.issuperset(each.lower())}
        commits = self.commits_starting(asked.values())
        found = {each: [sha for sha in commits if sha.startswith(start)] for each, start in asked.items()}
        return {each: shas[0] for each, shas in sorted(found.items()) if len(shas) == 1}

    def commits_starting(self, prefixes: Iterable[str]) -> list[str]:
        """All commits whose id starts with one of the prefixes, each of four or more hexadecimal digits."""
        wanted = [f"--disambiguate={prefix}" for prefix in sorted(set(prefixes))]
        if not wanted:
            return []
        objects = sorted(set(self.git.output("rev-parse", *wanted).decode("ascii", "replace").split()))
        found = _commits_named(self.git, objects)
        return [sha for sha in found if sha is not None]

    def between(self, good: str | None, bad: str) -> list[str]:
        """Commits that can be reached from `bad` and not from `good`, by any parent, newest first; whole ids only."""
        lines = [bad] if good is None else [bad, f"^{good}"]
        return self.git.output("rev-list", "--stdin", lines=lines).decode("ascii").split()

    def dated(self, without: Iterable[str] = ()) -> list[tuple[int, str]]:
        """Committer second and id of every commit on any ref that cannot be reached from the commits in `without`."""
        lines = [*sorted(set(self.tips.values())), *(f"^{sha}" for sha in sorted(set(without)))]
        if not self.tips:
            return []
        words = self.git.output("rev-list", "--timestamp", "--stdin", lines=lines).decode("ascii").split()
        return [(int(second), sha) for second, sha in zip(words[::2], words[1::2], strict=True)]

    def not_held_by(self, sha: str, others: Iterable[str]) -> frozenset[str]:
        """Those of `others` that are neither the commit `sha` nor one of its ancestors; whole ids only."""
        asked = sorted(set(others))
        if not asked:
            return frozenset()
        beyond = self.git.output("rev-list", "--stdin", lines=[*asked, f"^{sha}"]).decode("ascii").split()
        return frozenset(asked).intersection(beyond)

    def raw_commits(self, shas: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The stored bytes of each commit, in the order asked for."""
        asked = list(shas)
        with self.git.stream("cat-file", "--batch", lines=asked) as reader:
            for _ in asked:
                yield _one_object(reader)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Repository]:
    """The repository at `path`, a work tree or bare, for as long as the block lasts; messages call it `name`.

    Git runs only in a private folder, where its own hooks, configuration, filters and attributes do not reach.
    Raises BadInputError when it cannot be read.
    """
    layout = locate(path, name)
    refs = read_refs(layout, name)
    shallow = frozenset((text_of(layout.common / "shallow", _SHALLOW_BYTES) or "").split())
    with ExitStack() as stack:
        try:
            private = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="incident-git-")))
            _furnish(private, layout, refs, shallow)
        except OSError as error:
            raise BadInputError(
                f"{name} was not read: no private folder could be made for it ({error.strerror})"
            ) from error
        git = GitProcess(private, layout.common, name)
        tips = _tips(git, refs)
        if not tips and (refs.targets or refs.unusable or refs.head_is_broken):
            raise BadInputError(f"{name} is damaged: no ref of it leads to a commit that can be read. Nothing was read")
        yield Repository(name, git, tips, shallow, refs.unusable, TreeFiles(git))


def _tips(git: GitProcess, refs: Refs) -> Mapping[str, str]:
    named = dict(refs.targets)
    head = refs.head.removeprefix("ref: ")
    if head in named or not head.startswith("refs/"):
        named["HEAD"] = named.get(head, head)
    names = sorted(named)
    found = _commits_named(git, [f"{named[name]}^{{commit}}" for name in names])
    return {name: sha for name, sha in zip(names, found, strict=True) if sha is not None}


def _commits_named(git: GitProcess, names: list[str]) -> list[str | None]:
    """The whole id of each named object that is a commit, None for the others, in the order asked for."""
    if not names:
        return []
    lines = git.output("cat-file", "--batch-check", lines=names).decode("utf-8", "replace").splitlines()
    words = [line.split(" ") for line in lines]
    return [each[0] if each[1:2] == ["commit"] else None for each in words]


def _furnish(private: Path, layout: Layout, refs: Refs, shallow: frozenset[str]) -> None:
    (private / "objects" / "info").mkdir(parents=True)
    (private / "refs").mkdir()
    (private / "info").mkdir()
    borrowed = str(layout.objects.resolve())
    if "\n" in borrowed:
        raise BadInputError(f"the path of {layout.objects.parent.name} holds a line break; move it. Nothing was read")
    # git follows the alternates of the borrowed store by itself.
    files = {
        "objects/info/alternates": f"{borrowed}\n",
        "info/attributes": _ATTRIBUTES,
        "config": _CONFIG,
        "HEAD": f"{refs.head}\n",
        "packed-refs": "".join(f"{sha} {ref}\n" for ref, sha in sorted(refs.targets.items())),
        "shallow": "".join(f"{sha}\n" for sha in sorted(shallow) if len(sha) == 40 and _HEX.issuperset(sha)),
    }
    for name, text in files.items():
        (private / name).write_bytes(text.encode("utf-8", "surrogateescape"))


def _one_object(reader: ByteReader) -> tuple[str, bytes]:
    header = reader.until(b"\n").decode("utf-8", "replace").split(" ")
    if len(header) != 3:
        raise BadInputError(f"object {header[0]} is missing from the repository")
    content = reader.take(int(header[2]))
    reader.take(1)
    return header[0], content
