"""Runs git on a private folder, with nothing inherited that could change what it reads or start another program."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from collectors.git_history.opening.byte_reader import ByteReader
from incidents.errors import BadInputError

_TIME_LIMIT_S = 120.0
_KEPT_OF_STDERR = 2000


class GitProcess:
    """Starts git with `git_dir` as its only repository.

    Messages call the repository `name`; the path of `git_dir`, which differs from run to run, and that of the `source`
    are taken out of what git says.
    """

    def __init__(self, git_dir: Path, source: Path, name: str, time_limit_s: float = _TIME_LIMIT_S) -> None:
        self._git_dir = git_dir
        self._source = source
        self._name = name
        self._time_limit_s = time_limit_s

    def within(self, time_limit_s: float) -> "GitProcess":
        """The same for questions that are worth no more time than this."""
        return GitProcess(self._git_dir, self._source, self._name, time_limit_s)

    def output(self, *arguments: str, lines: Iterable[str] = (), quiet: bool = False) -> bytes:
        """All that git prints. With `quiet`, git saying no (exit 1 or 128) is an answer like any other."""
        with self.stream(*arguments, lines=lines, quiet=quiet) as reader:
            return reader.rest()

    @contextmanager
    def stream(self, *arguments: str, lines: Iterable[str] = (), quiet: bool = False) -> Iterator[ByteReader]:
        """What git prints, as it prints it; `lines` is its standard input.

        Leaving early stops git. Raises BadInputError when git fails, ends in the middle of a record or takes too long.
        """
        with tempfile.TemporaryFile(dir=self._git_dir) as feed:
            feed.writelines(line.encode("utf-8", "surrogateescape") + b"\n" for line in lines)
            feed.seek(0)
            process = self._start(arguments, feed)
            stderr = _Drained(process.stderr)
            timer = threading.Timer(self._time_limit_s, process.kill)
            timer.start()
            try:
                assert process.stdout is not None
                reader = ByteReader(process.stdout)
                try:
                    yield reader
                except EOFError as early:
                    raise self._failed(arguments, process, stderr) from early
                if reader.ended and process.wait() not in ((0, 1, 128) if quiet else (0,)):
                    raise self._failed(arguments, process, stderr)
            finally:
                timer.cancel()
                process.kill()
                process.wait()
                stderr.close()
                if process.stdout is not None:
                    process.stdout.close()

    def _start(self, arguments: tuple[str, ...], feed: IO[bytes]) -> "subprocess.Popen[bytes]":
        try:
            # GitPython takes a tenth of a second to load and fails to load where there is no git.
            from git import Git  # noqa: PLC0415
            from git.exc import GitCommandNotFound  # noqa: PLC0415
        except ImportError as error:
            raise self._no_git() from error
        try:
            started = Git(str(self._git_dir)).execute(
                ["git", "--no-pager", *arguments],
                istream=cast("BinaryIO", feed),
                as_process=True,
                shell=False,
                env=environment(self._git_dir, os.environ),
            )
        except GitCommandNotFound as error:
            raise self._no_git() from error
        process: subprocess.Popen[bytes] | None = started.proc
        assert process is not None
        # GitPython would end the process when its wrapper is collected; it is ended here, where the reading ends.
        started.proc = None
        return process

    def _no_git(self) -> BadInputError:
        return BadInputError(
            f"the program `git` was not found on the PATH, so {self._name} cannot be read; install git. "
            "Nothing was read from it"
        )

    def _failed(
        self, arguments: tuple[str, ...], process: "subprocess.Popen[bytes]", stderr: "_Drained"
    ) -> BadInputError:
        timed_out = process.wait() < 0
        said = f"it was stopped after {self._time_limit_s:g} s" if timed_out else stderr.first_line()
        for folder in (self._git_dir, self._source.resolve(), self._source):
            said = said.replace(str(folder), self._name)
        return BadInputError(f"`git {arguments[0]}` could not read {self._name}: {said or 'it gave no reason'}")


def environment(git_dir: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that are set over the inherited ones.

    GitPython passes on what it finds, and a hook, a CI job or a shell may have set any variable of git, so each one
    that is there is emptied first; those that git does not accept empty are set below.
    """
    private = str(git_dir)
    emptied = {name: "" for name in inherited if name.startswith("GIT_")}
    return emptied | {
        "GIT_DIR": private,
        "GIT_COMMON_DIR": private,
        "GIT_WORK_TREE": private,
        "GIT_OBJECT_DIRECTORY": str(git_dir / "objects"),
        "GIT_INDEX_FILE": str(git_dir / "index"),
        "GIT_GRAFT_FILE": str(git_dir / "grafts"),
        "GIT_SHALLOW_FILE": str(git_dir / "shallow"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_COUNT": "0",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_PAGER": "cat",
        "HOME": private,
        "XDG_CONFIG_HOME": private,
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "TZ": "UTC",
    }


class _Drained:
    """Keeps the beginning of a pipe and reads the rest away, so that the writer never waits for it."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self._pipe = pipe
        self._kept = b""
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def first_line(self) -> str:
        self._thread.join()
        return self._kept.decode("utf-8", "replace").strip().partition("\n")[0]

    def close(self) -> None:
        self._thread.join()
        if self._pipe is not None:
            self._pipe.close()

    def _drain(self) -> None:
        while self._pipe is not None and (chunk := self._pipe.read(4096)):
            self._kept = (self._kept + chunk)[:_KEPT_OF_STDERR]
