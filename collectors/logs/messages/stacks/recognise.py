"""Which language's stack a text holds, if any."""

from collectors.logs.messages.stacks.dotnet import read_dotnet
from collectors.logs.messages.stacks.elixir import read_elixir
from collectors.logs.messages.stacks.go import read_go
from collectors.logs.messages.stacks.java import read_java
from collectors.logs.messages.stacks.node import read_node
from collectors.logs.messages.stacks.php import read_php
from collectors.logs.messages.stacks.python import read_python
from collectors.logs.messages.stacks.ruby import read_ruby
from collectors.logs.messages.stacks.rust import read_rust
from collectors.logs.messages.stacks.stack import Stack

# .NET before Java, which would take a frame without a file for one of its own; Rust's and Elixir's heads are their own.
_READERS = (read_python, read_rust, read_elixir, read_dotnet, read_java, read_node, read_go, read_ruby, read_php)
_LONGEST = 1 << 16


def recognise_stack(text: str) -> Stack | None:
    """The stack in the text; beyond 64 Ki characters nothing is looked at."""
    if "\n" not in text:
        return None
    text = text[:_LONGEST]
    return next((stack for read in _READERS if (stack := read(text)) is not None), None)
