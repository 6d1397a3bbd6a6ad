"""The first element of an XML file, by which the formats in XML are told apart."""

import re

from collectors.test_runs.files.sources import ReportSource

DOCUMENT_TYPE = "!DOCTYPE"
_SKIPPED_AT_THE_TOP = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?P<tag>[A-Za-z_][\w.-]{0,60})(?=[\s/>])(?P<rest>[^<]*)")
_HEAD = 64 * 1024


def root_tag(source: ReportSource) -> str | None:
    """The root's tag without its prefix; DOCUMENT_TYPE where a document type hides it; None when it is no XML."""
    head = _head(source)
    if head.startswith(b"<!DOCTYPE"):
        return DOCUMENT_TYPE
    match = _ROOT.match(head)
    return match["tag"].decode("ascii") if match else None


def root_text(source: ReportSource) -> str:
    """What stands in the root's tag and up to the next element, with its attributes as they are written."""
    match = _ROOT.match(_head(source))
    return match["rest"].decode("utf-8", "replace") if match else ""


def _head(source: ReportSource) -> bytes:
    with source.open("rb") as stream:
        head = stream.read(_HEAD)
    for encoding_mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(encoding_mark)
    head = head.replace(b"\x00", b"")
    while found := _SKIPPED_AT_THE_TOP.match(head):
        head = head[found.end() :]
    return head
