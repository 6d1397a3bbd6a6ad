"""The environment that fills templates: strict about names, and about every value that no filter has seen."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import Environment
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, Macro, Undefined

from templates.lookup import Compiled, TeamFirst, loader
from templates.missing_name import MissingName
from templates.outside_text import cell, code, fenced, text
from templates.safe import Safe, joined

_SUFFIX = ".j2"
_COMPILED = Compiled()


class TemplateFaultError(Exception):
    """A template cannot be filled: the sentence names the file, the line where known, and what is wrong."""


class _Context(Context):
    """What a macro or a parent's block returns is made of values that were checked when they were printed."""

    def call(self, called: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        result = super().call(called, *args, **kwargs)
        if isinstance(called, Macro | BlockReference) and isinstance(result, str):
            return Safe(result)
        return result


class _Environment(TeamFirst):
    """Safe text offers a template nothing: the sandbox's `format` would give safe text with unseen values in it."""

    context_class = _Context

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Safe):
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, Safe):
            return self.unsafe_undefined(obj, str(argument))
        return super().getitem(obj, argument)


def environment(team: Path | None = None) -> _Environment:
    """An environment over our templates; files of the `team` folder come first and may extend ours by name."""
    if team is not None and not team.is_dir():
        raise TemplateFaultError(f"the folder of templates {team} is not there; nothing was written")
    filling = _Environment(
        loader=loader(team),
        undefined=MissingName,
        autoescape=False,  # the output is Markdown; the guard below refuses what no filter has seen
        finalize=_guarded,
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filling.filters = {name: filling.filters[name] for name in ("batch", "count", "first", "last", "length", "list")}
    filling.filters |= {"cell": cell, "code": code, "fenced": fenced, "joined": _joined, "text": text}
    filling.filters["block_id"] = _block_id
    return filling


def fill(filling: Environment, name: str, values: Mapping[str, object]) -> str:
    """The filled template; raises TemplateFaultError for whatever is wrong with it."""
    try:
        return filling.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(_sentence(error.filename or name, error.lineno, error.message)) from error
    except TemplateNotFound as error:
        where, line = _place(error.__traceback__, name)
        raise TemplateFaultError(_sentence(where, line, f"there is no template {error.name}")) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        # Names that are not there, values of the wrong type, a team's file that is not UTF-8.
        where, line = _place(error.__traceback__, name)
        raise TemplateFaultError(_sentence(where, line, str(error))) from error


def _guarded(value: object) -> object:
    """What `{{ }}` may print: safe text and whole numbers."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and the error names what is missing
    if type(value) in (Safe, int):
        return value
    raise TypeError(f"a value of type {type(value).__name__} went through no filter; add `| text` or `| code`")


def _joined(parts: list[Safe], separator: str = ", ") -> Safe:
    if not re.fullmatch(r"[a-z ,;]*", separator):
        raise ValueError(f"{separator!r} is more than words and commas to put between parts")
    return joined(separator, parts)


def _block_id(value: str) -> Safe:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+", value):
        raise ValueError(f"{value!r} is not the id of a block, such as impact.summary")
    return Safe(value)


def _place(trace: TracebackType | None, name: str) -> tuple[str, int | None]:
    """The innermost line of a template on the way to an error."""
    place: tuple[str, int | None] = (name, None)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(_SUFFIX):
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _sentence(file: str, line: int | None, what: str | None) -> str:
    at = f"{file}, line {line}" if line else file
    return f"{at}: {what or 'the template is broken'}; no document was written"
