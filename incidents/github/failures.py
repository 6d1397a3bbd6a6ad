"""The ways in which GitHub does not answer: for now, for good, and for this one thing."""


class BusyError(Exception):
    """The same question may be answered later; `wait` is in seconds, None where GitHub does not say how long."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class RefusedError(Exception):
    """Asking again would not help; the text is a clause for the reading."""


class GoneError(RefusedError):
    """This one thing cannot be had; other questions may be answered."""
