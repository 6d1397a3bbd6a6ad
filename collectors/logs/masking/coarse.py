"""The masks of the first step: two expressions of RE2, the same in DuckDB, BigQuery and Python.

They bring a million messages down to some ten thousand distinct texts. What takes the time is each call of RE2 for a
match, and by far the most any group that has to be captured; so all values go in one pass without groups, and what must
stay (statuses, codes, configured ports, versions) is extracted and put behind the text instead of being kept in it.
`as_read` puts it back. What this merges and the finer masks keep apart is listed in `COARSER_THAN_FINE`.
"""

import re2  # type: ignore[import-untyped]  # it ships no types

from collectors.logs.first_step.rows import quoted

HOLE = "<*>"
KEPT_BEHIND = "\x1f"
"""Stands before each kept text behind the masked one; the first of them says that there are any."""

COARSER_THAN_FINE = (
    "the words of a quoted sentence of three words or more",
    "the elements of a list, a set or a mapping in brackets",
    "a code of more than four digits that is no SQLSTATE",
    "digits in a quoted name of code, if there are two of them or one after a line",
    "the version of HTTP and of a directory such as python3.11",
)

_PRODUCT = r"[A-Za-z]\w*(?:-[A-Za-z]\w*)*-\d{1,2}\.\d{1,2}"
_GAP = r"['\"]?[=: (]{1,2}['\"]?"
_ANSWERS = "answer(?:ed|s)|return(?:ed|s)|respond(?:ed|s)|replie[ds]|response|got|received|with|error"
_GOES_ON = "for|from|to|on|at|by|while|when|after|instead|but|and|via|because"
_KEPT = (
    rf"\b(?i:(?:error_?|exit_?)?code|errno|exit|signal|port){_GAP}-?\d{{1,4}}\b",
    rf"\b(?i:sqlstate){_GAP}\w{{5}}\b",
    rf"\b(?i:status(?:_?code)?|http(?:_status)?){_GAP}[1-5]\d\d\b",
    rf"\b(?i:{_ANSWERS}){_GAP}-?\d{{1,4}}(?:$|[,.;:)\]}}!?](?:\W|$)| \(| error)",
    # Of what goes on, only what failed is told: `returned 200 for` may be a count.
    rf"(?:\b(?i:{_ANSWERS}|an?){_GAP}|[-=]> )[45]\d\d(?:$|[,;:)]? (?:{_GOES_ON})\b|[,.;:)](?:\W|$))",
    r"\bHTTP/[1-3](?:\.[01])? [1-5]\d\d\b",
    # That nothing failed is no other count of failures.
    r"\b0 (?i:errors?|failures?|failed)\b",
    r"\b(?i:errors?|failures?|failed)[=:] ?0(?:$|[^\w.])",
    # A status and the first word of its phrase, or of what Python's requests calls it.
    (
        r"\b[1-5]\d\d \(?(?:(?:Client|Server) Error|OK|Created|Accepted|No |Partial|Moved|Found|Not|Temporary|Permanent"
        r"|Bad|Unauthorized|Payment"
        r"|Forbidden|Method|Proxy|Request|Conflict|Gone|Length|Precondition|Content|URI|Unsupported|Range|Expectation"
        r"|Misdirected|Unprocessable|Locked|Failed|Too|Upgrade|Unavailable|Internal|Service|Gateway|HTTP|Insufficient)"
    ),
    # Words that carry a number as part of their name; one digit at their end is no value anyway.
    (
        r"\b(?i:utf|ucs|iso|ascii|latin|cp|sha|md|aes|rsa|hs|rs|es|base|int|uint|float|double|decimal|bit|http|ipv|tls|ssl"
        r"|oauth|log4|x86|win|python|node|java|jdk|go|php|ruby|rfc|cve)"
        r"(?:[-_]\d{1,5}|\d{2,5}|\d[-_]\d{1,5})(?:[-_]\w{1,8}){0,2}[A-Za-z]{0,4}\b"
    ),
    # A product and its version; a host and its configured port, which the client's in an access line is not.
    rf"\b{_PRODUCT}(?:\.\d{{1,2}})?(?:-[A-Za-z]\w*)?(?:[^\w.-]|$)",
    (
        r"(?:\blocalhost|\b[A-Za-z][\w.-]*\.(?:com|net|org|io|dev|app|cloud|internal|local|svc)|\.\d{1,3}):\d{2,4}"
        r"(?:[^\w: -]| [^-]|$)"
    ),
)
_VALUES = (
    r"\w[\w.+%-]*@[\w-]+\.[\w.-]+",
    r"\b\d\w*(?:[.:,+]+\d\w*|-[0-9a-f]\w*)*",
    r"[A-Za-z_][\w@~-]*(?:\d\w*\d|[-_]\d)[\w@~-]*",
    # Lists, mappings and quoted sentences vary in length, and are one value each.
    r"\[[^\[\]\n]*[,'\"][^\[\]\n]*\]",
    r"\{[^{}\n]*[:,'\"][^{}\n]*\}",
    r"\B'[A-Za-z][^'\n]* [^'\n]+ [^'\n]+'",
    r"\B\"(?:[a-z]|[A-Z][a-z])[^\"\n]* [^\"\n]+ [^\"\n]+\"",
)

KEPT = "|".join(_KEPT)
VALUES = "|".join(_VALUES)

_RE_KEPT = re2.compile(KEPT)
_RE_VALUES = re2.compile(VALUES)
_RE_PRODUCT = re2.compile(_PRODUCT)


def masked_sql(text: str) -> str:
    """The SQL expression of the text of another expression with holes."""
    return f"regexp_replace({text}, {quoted(VALUES)}, '{HOLE}', 'g')"


def kept_sql(text: str) -> str:
    """The SQL expression of what must stay of the text of another expression, one behind the other."""
    return f"array_to_string(regexp_extract_all({text}, {quoted(KEPT)}), chr(31))"


def with_kept_sql(masked: str, kept: str) -> str:
    """The SQL expression of the coarse text of which two columns are the parts."""
    return f"CASE WHEN {kept} <> '' THEN concat({masked}, chr(31), {kept}) ELSE {masked} END"


def coarse_text(text: str) -> str:
    """What the three expressions give, for a text that does not come through SQL."""
    masked = str(_RE_VALUES.sub(HOLE, text))
    kept = [match.group() for match in _RE_KEPT.finditer(text)]
    return KEPT_BEHIND.join((masked, *kept)) if kept else masked


def without_versions(coarse: str) -> str:
    """The coarse text in which the versions of products are values like all others."""
    masked, *kept = coarse.split(KEPT_BEHIND)
    return KEPT_BEHIND.join((masked, *(each for each in kept if not _RE_PRODUCT.match(each))))


def as_read(coarse: str) -> str:
    """The coarse text with what was kept put back in its place, as far as it is found there."""
    if KEPT_BEHIND not in coarse:
        return coarse
    masked, *kept = coarse.split(KEPT_BEHIND)
    done = ""
    for each in kept:
        place = str(_RE_VALUES.sub(HOLE, each.lstrip(".")))
        before, found, after = masked.partition(place)
        if found:
            # Of an address with a port the last number was extracted too.
            shown = HOLE + each[each.index(":") :] if each.startswith(".") else each
            done, masked = f"{done}{before}{shown}", after
    return done + masked
