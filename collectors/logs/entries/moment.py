"""The time of an entry as nanoseconds since 1970, read fast."""

from incidents.model.instant import Instant

MINUTE = 60_000_000_000
_SECOND = 1_000_000_000
# Year 9999 ends here; beyond it no calendar prints the moment.
_LAST = 253_402_300_800 * _SECOND
_MINUTES_KEPT = 10_000


class Clock:
    """Reads RFC 3339 times; entries of one minute share the work on the date."""

    def __init__(self) -> None:
        self._minutes: dict[str, int] = {}

    def nanoseconds(self, text: object) -> int | None:
        """None for what is no text, has no zone, is no time, or lies outside 1970 to 9999."""
        if not isinstance(text, str):
            return None
        if text[-1:] == "Z" and text[16:17] == ":":
            start = self._minutes.get(text[:16])
            seconds, dot, fraction = text[17:-1].partition(".")
            plain = len(seconds) == 2 and seconds.isascii() and seconds.isdigit() and seconds < "60"
            if start is not None and plain and (not dot or (fraction.isascii() and fraction.isdigit())):
                return start + int(seconds) * _SECOND + int(fraction[:9].ljust(9, "0"))
        return self._parse(text)

    def _parse(self, text: str) -> int | None:
        try:
            moment = Instant.parse(text).nanoseconds
        except (ValueError, OverflowError):
            return None
        if not 0 <= moment < _LAST:
            return None
        if text[-1] == "Z" and text[10] == "T" and len(self._minutes) < _MINUTES_KEPT:
            self._minutes[text[:16]] = moment - moment % MINUTE
        return moment
