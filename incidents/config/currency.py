"""How amounts of money name their currency."""

import re

_SYMBOLS = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "SG$": "SGD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",  # alone it is read as the US dollar; a code beside it, as in "$500K CAD", decides otherwise
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₴": "UAH",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "zł": "PLN",
    "Kč": "CZK",
}
# ISO 4217 codes in wide use. The whole list holds ALL and TOP, which are words of notes; so does lower case (try, mad).
_CODES = (
    "AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KES|KRW|KZT|MAD|MXN|MYR|"
    "NGN|NOK|NZD|PEN|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|UYU|VND|ZAR|usd|eur|gbp|chf"
)
_LONGEST_FIRST = sorted(_SYMBOLS, key=len, reverse=True)

PATTERN = (
    r"(?:(?<![A-Za-z])(?=[A-Za-z])|(?![A-Za-z]))"  # a symbol such as R$ is no end of another word
    rf"(?-i:{'|'.join(map(re.escape, _LONGEST_FIRST))}|{_CODES})"
)
"""Matches a symbol or code; it holds no group."""


def code_of(*names: str | None) -> str:
    """The code that the symbols and codes beside an amount mean; empty when there is none.

    A code says more than a symbol, which several countries share.
    """
    given = [name for name in names if name]
    codes = [name.upper() for name in given if name not in _SYMBOLS]
    return next(iter(codes), None) or next((_SYMBOLS[name] for name in given), "")
