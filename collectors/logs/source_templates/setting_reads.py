"""Which environment variables the source reads at the lines of a stack, itself or by what these lines name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from collectors.git_history.diffs.hunk_sections import defined_in
from collectors.logs.source_templates.leading_calls import CodeFiles
from incidents.model.evidence import Frame, SettingRead

_FRAMES = 3
_LINES_BEFORE = 60
_MOST = 30
_MOST_FILES = 400
_LONGEST = 1000
_SHORTEST = 3
_NAME = r"[A-Za-z_][A-Za-z0-9_]{1,80}"
_QUOTED = rf"\s*[\"'`]({_NAME})[\"'`]"
# Python, Ruby, Go, Rust, JavaScript, PHP, C#, the JVM, and what is injected there.
_READ = re.compile(
    rf"\b(?:environ|_?ENV|_SERVER|Deno\.env)\s*(?:\.\s*(?:get|fetch|pop|setdefault)\s*\(|\[){_QUOTED}|"
    rf"\b[gG]et[eE]nv\w*\s*\({_QUOTED}|"
    rf"\b(?:LookupEnv|GetEnvironmentVariable|env::var(?:_os)?|env)\s*\({_QUOTED}|"
    rf"\b(?:process|import\.meta)\.env(?:\.({_NAME})|\[{_QUOTED})|"
    rf"@Value\(\s*\"\$\{{({_NAME})|"
    rf"\b(?:validation_alias|alias|env|envconfig)\s*[=:]\s*\(?{_QUOTED}|"
    rf"`env:\"({_NAME})"
)
# As CGI and its heirs name the parts of a request, which they hand on beside what is set.
_OF_A_REQUEST = re.compile(
    r"REQUEST_(?:METHOD|URI|SCHEME|TIME\w*)|SCRIPT_(?:NAME|FILENAME)|PATH_(?:INFO|TRANSLATED)|QUERY_STRING|AUTH_TYPE|"
    r"CONTENT_(?:TYPE|LENGTH)|DOCUMENT_(?:ROOT|URI)|GATEWAY_INTERFACE|SERVER_(?:NAME|PORT|ADDR|PROTOCOL|SOFTWARE)|"
    r"REMOTE_(?:ADDR|HOST|PORT|USER|IDENT)|HTTP_(?!PROXY$)\w+|PHP_SELF"
)
_MENTIONS = re.compile(
    rb"environ|[Ee]nv\b|ENV|etenv|LookupEnv|GetEnvironmentVariable|env::var|@Value|alias|BaseSettings"
)
_GIVEN = re.compile(
    rf"\s*(?:(?:export|const|let|var|final|val|static|public|private|self\.|this\.)\s*)*\$?({_NAME})\b[^=()]*="
)
_TAGGED = re.compile(rf"\s*({_NAME})\s+[\w.*\[\]]+\s+`env:")
# Pydantic reads a field from the variable of its name, whatever the case.
_FIELD = re.compile(rf"\s+({_NAME})\s*:\s*[A-Za-z]")
_PREFIX = re.compile(r"\benv_prefix\s*=\s*[\"'](\w*)[\"']")
_WORD = re.compile(_NAME)


@dataclass(frozen=True)
class _Known:
    """A variable read in a line, and the names of what holds its value or gives it."""

    name: str
    path: str
    line: int
    by: frozenset[str]


class SettingReads:
    """The readings of one commit's source; it is looked through once, when a stack asks for them."""

    def __init__(self, code: CodeFiles, texts: Mapping[str, bytes]) -> None:
        self._code = code
        self._texts = texts

    def of(self, frames: tuple[Frame, ...]) -> tuple[SettingRead, ...]:
        """Of the deepest frames that lie in this code, the nearest first; a variable once for each of them."""
        found: dict[tuple[str, int, str], SettingRead] = {}
        for path, number in islice(self._code.placed(frames), _FRAMES):
            for each, near in self._at(path, number):
                read = SettingRead(
                    name=each.name, file=path, line=number, read_in=each.path, read_at=each.line, near=near
                )
                found.setdefault((path, number, each.name), read)
        return tuple(found.values())[:_MOST]

    def _at(self, path: str, number: int) -> Iterator[tuple[_Known, bool]]:
        """What the line, or one before it in its function, reads or names first; then what else its file reads."""
        lines = self._code.lines(path)
        around = dict(_before(lines, number))
        words = frozenset(word for text in around.values() for word in _WORD.findall(text))
        stems = frozenset(_WORD.findall("\n".join(lines)))
        for each in self._known:
            here = each.path == path
            if (here and each.line in around) or (each.by & words and (here or _stem(each.path) in stems)):
                yield each, True
        yield from ((each, False) for each in self._known if each.path == path)

    @cached_property
    def _known(self) -> tuple[_Known, ...]:
        telling = (path for path in sorted(self._texts) if _MENTIONS.search(self._texts[path]))
        return tuple(known for path in islice(telling, _MOST_FILES) for known in _reads(path, self._code.lines(path)))


def _reads(path: str, lines: list[str]) -> Iterator[_Known]:
    text = "\n".join(lines)
    prefix = _PREFIX.search(text)
    fields = "BaseSettings" in text
    function = ""
    for number, line in enumerate(lines, 1):
        short = line[:_LONGEST]
        function = _defined(short) or ("" if short[:1].strip() and not short.startswith(("}", ")")) else function)
        names = [next(each for each in found.groups() if each) for found in _READ.finditer(short)]
        given = _GIVEN.match(short) or _TAGGED.match(short) or (_FIELD.match(short) if fields else None)
        if not names and fields and given:
            names = [((prefix[1] if prefix else "") + given[1]).upper()]
        by = frozenset(each for each in (given[1] if given else "", function) if len(each) >= _SHORTEST)
        yield from (_Known(name, path, number, by) for name in names if not _OF_A_REQUEST.fullmatch(name))


def _defined(line: str) -> str:
    named = defined_in(line)
    return named.rpartition(".")[2] if named else ""


def _before(lines: list[str], number: int) -> Iterator[tuple[int, str]]:
    """The line of the stack and those before it in its function, by number."""
    for place in range(min(number, len(lines)), max(0, number - _LINES_BEFORE), -1):
        text = lines[place - 1][:_LONGEST]
        if place < number and defined_in(text):
            return
        yield place, text


def _stem(path: str) -> str:
    """What an import calls the file."""
    folder, _, file = path.rpartition("/")
    stem = file.partition(".")[0]
    return folder.rpartition("/")[2] if stem in ("__init__", "index", "mod") else stem
