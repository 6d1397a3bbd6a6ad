"""The ways in which a Google API does not answer: for now, for good, and because there is no such thing."""


class BusyError(Exception):
    """The same question may be answered a little later."""


class RefusedError(Exception):
    """Asking again would not help; the text is a clause for the reading."""


class AbsentError(RefusedError):
    """What was asked about does not exist, or not for the person who asks."""


class SilentError(RefusedError):
    """Nothing came of waiting; other questions would most likely fare the same."""
