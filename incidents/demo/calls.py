"""One request to one container, before it is written down as log entries."""

from dataclasses import dataclass

from incidents.demo.chance import drawn
from incidents.demo.exchanges import Exchange
from incidents.demo.instances import Instance

MS = 1_000_000


@dataclass(frozen=True)
class Client:
    """Who asks, as the request log shows it."""

    agent: str
    address: str


@dataclass(frozen=True)
class Call:
    """`at` is when the platform received it, `own` what the program took beside the network; both in nanoseconds.

    `names` are the values of the names in the recorded texts. With `apart` the log agent took each line of a stack
    for an entry of its own.
    """

    at: int
    instance: Instance
    exchange: Exchange
    client: Client
    own: int
    names: tuple[tuple[str, str], ...] = ()
    apart: bool = False

    @property
    def took(self) -> int:
        return self.own + self.exchange.took_ms * MS

    def written_at(self, after_ms: int) -> int:
        """When a line was written: most of the program's own time lies before it."""
        return self.at + self.own * 6 // 10 + after_ms * MS


def own_time(fastest_ms: int, spread_ms: int, *of: object) -> int:
    """What a program takes by itself, in nanoseconds."""
    return fastest_ms * MS + drawn(spread_ms * MS, "own", *of)
