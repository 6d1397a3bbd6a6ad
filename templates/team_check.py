"""What is wrong with a team's folder of templates, seen without filling any: names that lead nowhere, and syntax."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from templates.environment import environment
from templates.lookup import BUILTIN, OURS, names
from templates.page_environment import page_environment

_Naming = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def faults(team: Path) -> tuple[str, ...]:
    """A sentence for each fault, with its file and, where there is one, its line.

    Jinja passes over a block that its parent does not have and a file that nothing uses, so both would be without
    effect and nobody would know why. Raises TemplateFaultError where the folder is not there.
    """
    fillings = {True: page_environment(team, {}), False: environment(team)}
    known = names(OURS)
    found: list[str] = []
    used: set[str] = set()
    own = names(team)
    for name in (each for each in own if each.endswith(".j2")):
        filling, path = fillings[name.endswith(".html.j2")], team / name
        try:
            tree = _parsed(filling, name)
            filling.get_template(name)
        except TemplateSyntaxError as error:
            found.append(f"{path}, line {error.lineno}: {error.message}")
            continue
        except ValueError:
            found.append(f"{path}: it is not UTF-8; save it as UTF-8")
            continue
        used |= {target for _, target in _named(filling, tree, name)}
        found += [f"{path}, line {line}: {said}" for line, said in _missing(filling, tree, name)]
    idle = (name for name in own if name not in known and name not in used)
    found += [f"{team / name}: it replaces no template and none uses it{_near(name, known)}" for name in idle]
    return tuple(found)


def _missing(filling: Environment, tree: nodes.Template, name: str) -> Iterator[tuple[int, str]]:
    """The line and the sentence for templates, blocks and macros that are named and not there."""
    for node, target in _named(filling, tree, name):
        try:
            other = _parsed(filling, target)
        except (TemplateError, ValueError):
            if not _is_there(filling, target) and not (isinstance(node, nodes.Include) and node.ignore_missing):
                yield node.lineno, f"there is no template {target}{_near(target, filling.list_templates())}"
            continue
        if isinstance(node, nodes.Extends):
            yield from _unknown_blocks(filling, tree, target)
        if isinstance(node, nodes.FromImport) and not any(other.find_all(nodes.Extends)):
            offered = {each.name for each in other.find_all(nodes.Macro)}
            offered |= {each.name for each in other.find_all(nodes.Name) if each.ctx == "store"}
            wanted = [each if isinstance(each, str) else each[0] for each in node.names]
            yield from (
                (node.lineno, f"{target} has no macro {each!r}{_near(each, offered)}")
                for each in wanted
                if each not in offered
            )


def _unknown_blocks(filling: Environment, tree: nodes.Template, target: str) -> Iterator[tuple[int, str]]:
    offered = _blocks(filling, target, frozenset())
    for each in tree.body:
        if isinstance(each, nodes.Block) and each.name not in offered:
            yield each.lineno, f"{target} has no block {each.name!r}{_near(each.name, offered)}"


def _blocks(filling: Environment, name: str, on_the_way: frozenset[str]) -> set[str]:
    """The blocks of a template and of those that it extends."""
    if name in on_the_way or not _is_there(filling, name):
        return set()
    tree = _parsed(filling, name)
    above = [target for node, target in _named(filling, tree, name) if isinstance(node, nodes.Extends)]
    inherited = [_blocks(filling, target, on_the_way | {name}) for target in above]
    return {each.name for each in tree.find_all(nodes.Block)}.union(*inherited)


def _named(filling: Environment, tree: nodes.Template, name: str) -> Iterator[tuple[_Naming, str]]:
    """The templates that one names, where it does not compute their names."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, _Naming)
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            yield node, filling.join_path(node.template.value, name)


def _parsed(filling: Environment, name: str) -> nodes.Template:
    assert filling.loader is not None
    source, file, _ = filling.loader.get_source(filling, name)
    return filling.parse(source, name, file)


def _is_there(filling: Environment, name: str) -> bool:
    return name in filling.list_templates()


def _near(name: str, known: Iterable[str]) -> str:
    plain = {each.removeprefix(f"{BUILTIN}/") for each in known}
    near = difflib.get_close_matches(name, sorted(plain), n=1, cutoff=0.75)
    return f". Did you mean {near[0]!r}?" if near else ""
