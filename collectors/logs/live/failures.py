"""The two ways in which Cloud Logging does not answer: for now, and for good."""


class BusyError(Exception):
    """The same question may be answered a little later."""


class RefusedError(Exception):
    """Asking again would not help; the text is a clause for the reading."""
