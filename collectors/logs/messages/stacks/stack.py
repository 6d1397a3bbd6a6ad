"""One stack trace: the exception, its message, and its frames, outermost first."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from incidents.model.evidence import Frame

# Where languages keep what the team did not write; packages for Java and namespaces for .NET, whose stacks print no
# paths of those.
_LIBRARY = re.compile(
    r"/(?:site|dist)-packages/|/lib/python\d|^<frozen |^<string>$|/node_modules/|^node:|^internal/"
    r"|/go/src/|/go/pkg/mod/|/vendor/|/libexec/src/|/gems/|/lib/ruby/|^<internal:"
    r"|^/rustc/|/\.cargo/registry/|(?:^|/)deps/[\w.-]+/lib/"
)
_LIBRARY_FUNCTION = re.compile(
    r"(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|akka|reactor|groovy|clojure"
    r"|org\.(?:springframework|apache|hibernate|eclipse|jboss|postgresql|junit|slf4j)"
    r"|io\.(?:netty|grpc|micronaut|quarkus|vertx|undertow)|com\.(?:fasterxml|google|mysql|zaxxer)"
    r"|System|Microsoft|Npgsql|Grpc|Google|Newtonsoft|StackExchange|MySqlConnector|Polly|Dapper|MediatR)\."
)


@lru_cache(maxsize=8192)
def frame(file: str, line: int | None, function: str) -> Frame:
    """A frame; the same few come again and again, so each is built once."""
    return Frame(file=file, line=line, function=function)


def first_head(lines: Sequence[str], head: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    """The first line that names an exception, and its place."""
    return next(((place, match) for place, line in enumerate(lines) if (match := head.match(line))), None)


class Stack(NamedTuple):
    """`message` is what stands behind the exception's name, all its lines; either is None where none was printed."""

    error_type: str | None
    message: str | None
    frames: tuple[Frame, ...]

    @property
    def origin(self) -> str | None:
        """The function of the deepest frame that is the team's own; of the deepest at all where none is."""
        own = (each for each in reversed(self.frames) if not _is_library(each))
        deepest = next(own, self.frames[-1] if self.frames else None)
        return deepest.function if deepest else None


@lru_cache(maxsize=8192)
def _is_library(of: Frame) -> bool:
    return bool(_LIBRARY.search(of.file) or _LIBRARY_FUNCTION.match(of.function))
