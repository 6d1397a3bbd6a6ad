"""Variety without randomness: numbers that look drawn and are the same on every machine."""

from incidents.model.record import digest


def drawn(below: int, *of: object) -> int:
    """A whole number from 0 up to `below`, which it never is; it depends on `of` alone."""
    return int(digest(*(str(each) for each in of), length=14), 16) % below
