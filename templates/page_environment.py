"""The environment that fills the templates of the page: what is no HTML of ours is escaped, and shows what it hides."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment
from jinja2.exceptions import TemplateNotFound
from jinja2.runtime import Undefined
from markupsafe import Markup

from templates.environment import TemplateFaultError
from templates.hidden_characters import visible
from templates.lookup import Compiled, TeamFirst, loader
from templates.missing_name import MissingName
from templates.page_prose import prose
from templates.safe import Safe

_ENDS = ("</script", "</style", "<!--")
_COMPILED = Compiled()


def page_environment(team: Path | None, cited: Mapping[str, tuple[str, str]]) -> Environment:
    """An environment over our templates, the `team` folder's first; `cited` names the records behind footnotes."""
    if team is not None and not team.is_dir():
        raise TemplateFaultError(f"the folder of templates {team} is not there; nothing was written")
    filling = TeamFirst(
        loader=loader(team),
        undefined=MissingName,
        autoescape=True,
        finalize=partial(_shown, cited=cited),
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filling.filters = {name: filling.filters[name] for name in ("count", "first", "last", "length", "list")}
    filling.filters["prose"] = partial(prose, cited=cited)
    filling.filters["data"] = _data
    return filling


def inlined(filling: Environment, names: Iterable[str]) -> tuple[Markup, str]:
    """Style sheets or scripts as one text for the inside of an element, and its hash for the security policy."""
    texts = []
    for name in names:
        try:
            source = filling.loader.get_source(filling, name)[0] if filling.loader else ""
        except TemplateNotFound as error:
            raise TemplateFaultError(f"there is no file {error.name}; no document was written") from error
        except ValueError as error:
            raise TemplateFaultError(f"{name}: {error}; no document was written") from error
        if any(end in source.lower() for end in _ENDS):
            raise TemplateFaultError(f"{name} holds one of {', '.join(_ENDS)}; no document was written")
        texts.append(source)
    text = "\n".join(texts)
    seal = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{seal}"  # noqa: S704  our own files, or those of the team


def _data(value: object) -> Markup:
    """JSON for the inside of an element, in which nothing can end that element or hide."""
    text = json.dumps(_visible(value), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  no tag or comment begins without this character


def _visible(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {str(key): _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, list | tuple) else value


def _shown(value: object, cited: Mapping[str, tuple[str, str]]) -> object:
    """What `{{ }}` may print; the environment escapes what comes back as a plain string."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and the error names what is missing
    if type(value) in (Markup, int):
        return value
    if isinstance(value, Safe):
        return prose(value, cited)
    if isinstance(value, str):
        return visible(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be printed")
