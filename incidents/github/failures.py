"""The ways in which GitHub does not answer: for now, for good, and for this one thing."""


class BusyError(Exception):
    """The same question may be answered later; `wait` is in seconds, None where GitHub does not say how long."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class BrokenOffError(BusyError):
    """No answer came; without `sent` the question has not left this machine."""

    def __init__(self, text: str, *, sent: bool) -> None:
        super().__init__(text)
        self.sent = sent


class RefusedError(Exception):
    """Asking again would not help; the text is a clause for the reading."""


class GoneError(RefusedError):
    """This one thing cannot be had; other questions may be answered."""


class GivenUpError(RefusedError):
    """Asked for as long as patience lasted; `last` is why it was busy, None where the time was over before."""

    def __init__(self, text: str, last: BusyError | None = None) -> None:
        super().__init__(text)
        self.last = last


class MisplacedError(RefusedError):
    """What answers is not the GitHub that was meant; `seen` is the clause without what to do."""

    def __init__(self, seen: str) -> None:
        super().__init__(f"{seen}; check `api_url` in incident.toml")
        self.seen = seen
