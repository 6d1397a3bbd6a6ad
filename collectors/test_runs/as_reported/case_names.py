"""One name for a test whatever the report's dialect: `path::Class::name` for Python, `classname::name` elsewhere."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import Address

Key = tuple[str, str]
_TEST_MODULE = re.compile(r"test_\w*|\w*_test|tests?")


def key_of(node_id: str) -> Key:
    """The class name and name that pytest's JUnit report gives the test with this node id."""
    path, _, tail = node_id.partition("::")
    names, bracket, parameters = tail.partition("[")
    parts = [path.replace("/", ".").removesuffix(".py"), *(names.split("::") if names else [])]
    return ".".join(parts[:-1]), parts[-1] + bracket + parameters


def known_names(node_ids: Sequence[str]) -> dict[Key, str]:
    """Node ids by what the JUnit report calls them."""
    return {key_of(node_id): node_id for node_id in node_ids}


def names(addresses: Sequence[Address], known: Mapping[Key, str], *, pytest: bool) -> list[str]:
    """A name for each address. The node ids that the console printed decide; without them the path is inferred.

    Outside pytest one name may stand in several suites of a report, such as one a browser; there what tells the
    suites apart is added. Entries of one suite that share a name share it here too.
    """
    if pytest:
        return [_python_name(address, known) for address in addresses]
    plain = [_foreign_name(address, number) for number, address in enumerate(addresses, start=1)]
    suites: dict[str, dict[int, Address]] = defaultdict(dict)
    for name, address in zip(plain, addresses, strict=True):
        suites[name].setdefault(address.suite_index, address)
    return [
        f"{name} [{_label(address, list(suites[name].values()))}]" if len(suites[name]) > 1 else name
        for name, address in zip(plain, addresses, strict=True)
    ]


def _python_name(address: Address, known: Mapping[Key, str]) -> str:
    if address.node_id is not None:
        return address.node_id
    name = one_line(address.name)
    exact = known.get((address.classname, name)) or _with_prefix(address.classname, name, known)
    if exact:
        return exact
    if not address.classname:
        return f"{name.replace('.', '/')}.py" if re.fullmatch(r"[\w.-]+", name) else name
    parts = address.classname.split(".")
    module = _module_length(parts, address.file)
    return "::".join([f"{'/'.join(parts[:module])}.py", *parts[module:], name])


def _with_prefix(classname: str, name: str, known: Mapping[Key, str]) -> str | None:
    """`--junitprefix` puts words before each class name."""
    fitting = [
        test for (known_class, known_name), test in known.items() if _ends(classname, known_class, name, known_name)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _ends(classname: str, known_class: str, name: str, known_name: str) -> bool:
    return name == known_name and bool(known_class) and classname.endswith(f".{known_class}")


def _module_length(parts: list[str], file: str | None) -> int:
    """How many parts of a dotted class name are its module.

    The `file` attribute of pytest names where the function is defined, which for an inherited test is another file;
    it decides only where it agrees. Otherwise modules are in lower case, and so is what is named like a test module.
    """
    if file and file.endswith(".py"):
        path = file.replace("\\", "/")
        for length in range(len(parts), 0, -1):
            module = "/".join(parts[:length]) + ".py"
            if path == module or path.endswith(f"/{module}"):
                return length
    like_tests = [number for number, part in enumerate(parts, start=1) if _TEST_MODULE.fullmatch(part)]
    start = like_tests[-1] if like_tests else 0
    for number in range(start, len(parts)):
        if parts[number].lstrip("_")[:1].isupper() and number > 0:
            return number
    return len(parts)


def _foreign_name(address: Address, number: int) -> str:
    name = one_line(address.name) or f"(unnamed {number})"
    place = one_line(address.classname or address.file or address.suite)
    return f"{place}::{name}" if place else name


def _label(address: Address, rivals: list[Address]) -> str:
    """What tells this suite from the others that hold the same name: its name, its host, or its place."""
    if len({rival.suite for rival in rivals}) == len(rivals):
        return one_line(address.suite)
    if len({rival.host for rival in rivals}) == len(rivals) and address.host:
        return one_line(address.host)
    order = sorted(rival.suite_index for rival in rivals)
    return f"suite {order.index(address.suite_index) + 1}"
