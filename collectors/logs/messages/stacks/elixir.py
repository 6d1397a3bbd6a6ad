"""Exceptions of Elixir and Erlang's processes, as their loggers print them."""

import re

from collectors.logs.messages.stacks.stack import Stack, first_head, frame

FRAME = re.compile(
    r"\s+(?:\([\w.-]{1,80} [\w.+-]{1,40}\) )?(\S{1,300}\.(?:exs?|erl|eex|heex)):(\d{1,9}): (\S.{0,300})$"
)
_HEAD = re.compile(r".{0,300}?\*\* \(([A-Za-z_][\w.]{0,200})\) ?(.*)$")
_ARITY = re.compile(r"/\d{1,3}$")
_LONGEST_MESSAGE = 20


def read_elixir(text: str) -> Stack | None:
    """The first exception that is named with two stars, and the frames below it."""
    if "** (" not in text:
        return None
    lines = text.splitlines()
    found = first_head(lines, _HEAD)
    if found is None:
        return None
    start, head = found
    said, frames = [head[2]], []
    for line in lines[start + 1 :]:
        match = FRAME.match(line)
        if match:
            frames.append(frame(match[1], int(match[2]), _ARITY.sub("", match[3].strip())))
        elif frames:
            break
        elif len(said) < _LONGEST_MESSAGE:
            said.append(line.strip())
    return Stack(head[1], "\n".join(said).strip() or None, tuple(reversed(frames))) if frames else None
