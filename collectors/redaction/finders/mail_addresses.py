"""Addresses of people; those of machines stay."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View

CLUE = r"[\w%+.'?-]@[\w?-]+\.[\w?]"
_ANCHOR = r"[\w%+.'?-]@[\w?-]"
_LOCAL = re.compile(r"[^\s@<>()\[\]{}:;,\"'`\\/|=?&#*]{1,64}(?:'[^\s@<>()\[\]{}:;,\"'`\\/|=?&#*]{1,64})?")
_DOMAIN = re.compile(r"(?:\w(?:[\w-]{0,62}\w)?\.){1,8}([^\W\d_]{2,24}|xn--\w{2,24})(?![\w-])")
_IN_URL = re.compile(r"://(?:[^\s/@:]{0,70}:)?\Z")
_MACHINE = re.compile(
    r"[^@]*@(?:[\w-]+\.)*gserviceaccount\.com|git@.*|(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|root|www-data"
    r"|nobody|daemon)@.*|[^@]*\[bot\]@.*|[^@]*@(?:[\w-]+\.)*(?:cluster\.local|localhost|localdomain)",
    re.IGNORECASE,
)
# What follows an @ in builds and packages ends in a number or in one of these.
_FILES = frozenset(
    ("js", "ts", "mjs", "cjs", "jsx", "tsx", "py", "rb", "go", "rs", "java", "png", "jpg", "jpeg", "gif", "svg", "webp",
     "css", "scss", "html", "json", "yaml", "yml", "toml", "xml", "txt", "md", "lock", "zip", "tgz", "gz", "tar", "whl",
     "jar", "sh", "so", "dll", "exe", "map")
)  # fmt: skip


def mail_addresses(view: View) -> Iterator[Found]:
    text = view.text
    for start, _ in places(_ANCHOR, view):
        at = start + 1
        first = reach_back(_LOCAL, text, at, 130)
        domain = _DOMAIN.match(text, at + 1)
        if not domain or domain[1].lower() in _FILES:
            continue
        first = at - len(text[first:at].lstrip(".-'%"))
        if first < at and not _is_machine(text, first, domain.end()):
            yield Found(first, domain.end(), "email", guessable=True)


def _is_machine(text: str, start: int, end: int) -> bool:
    # user@host and user:password@host in a URL name a login, not a mailbox.
    return (
        _MACHINE.fullmatch(text, start, end) is not None or _IN_URL.search(text, max(0, start - 80), start) is not None
    )
