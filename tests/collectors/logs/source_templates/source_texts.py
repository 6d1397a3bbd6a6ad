"""Sources as the extraction takes them, and what their statements look like."""

import textwrap

from collectors.git_history.python.python_syntax import parsed
from collectors.logs.source_templates.definitions import FileTable, file_table
from collectors.logs.source_templates.extract import extract
from collectors.logs.source_templates.statement import LogStatement

FILE = "shop/parcels.py"


def table(path: str, text: str) -> FileTable:
    tree = parsed(textwrap.dedent(text).encode())
    assert tree is not None
    return file_table(path, tree)


def statements(text: str, **others: str) -> tuple[LogStatement, ...]:
    """Those of one file; `others` are further files of its folder, by their names without `.py`."""
    tables = {FILE: table(FILE, text)} | {
        f"shop/{name}.py": table(f"shop/{name}.py", each) for name, each in others.items()
    }
    return extract(tables)


def templates(text: str, **others: str) -> list[str]:
    """What the first file's statements are shown as."""
    return [each.template for each in statements(text, **others) if each.file == FILE]
