"""Hostile and broken XML."""

from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.in_xml import safe_xml
from collectors.test_runs.in_xml.safe_xml import Node


class Heard:
    """Asks for every <case> whole and keeps the rest by name."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.nodes: list[Node] = []

    def opens(self, tag: str, attributes: dict[str, str]) -> bool:
        assert all(isinstance(value, str) for value in attributes.values())
        self.opened.append(tag)
        return tag == "case"

    def closes(self, tag: str) -> None:
        self.closed.append(tag)

    def whole(self, node: Node) -> None:
        self.nodes.append(node)


def read(tmp_path: Path, content: bytes | str) -> tuple[Heard, str | None]:
    path = tmp_path / "report.xml"
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    heard = Heard()
    return heard, safe_xml.read(path, heard)


def texts(heard: Heard) -> list[str]:
    return [node.text for node in heard.nodes]


def test_an_element_that_was_asked_for_comes_whole_and_others_as_they_open_and_close(tmp_path: Path) -> None:
    heard, cut = read(tmp_path, '<run xmlns:x="y"><x:suite><case a="1">t<b c="2">u</b></case></x:suite></run>')
    assert heard.nodes == [Node("case", {"a": "1"}, [Node("b", {"c": "2"}, [], "u")], "t")]
    assert (heard.opened, heard.closed, cut) == (["run", "suite", "case"], ["suite", "run"], None)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE run SYSTEM "http://192.0.2.1/a.dtd">',
        '<!DOCTYPE run [<!ENTITY a "b">]>',
        '<!DOCTYPE run [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE run>",
    ],
)
def test_a_dtd_is_refused(tmp_path: Path, declared: str) -> None:
    with pytest.raises(UnusableReportError, match="declares a DTD or entities"):
        read(tmp_path, f"<?xml version='1.0'?>{declared}<run/>")


def test_deep_nesting_is_refused_before_it_costs_anything(tmp_path: Path) -> None:
    with pytest.raises(UnusableReportError, match="nested deeper than 100"):
        read(tmp_path, "<a>" * 1_000_000)


def test_nesting_up_to_the_bound_is_read(tmp_path: Path) -> None:
    heard, cut = read(tmp_path, "<a>" * 100 + "</a>" * 100)
    assert (len(heard.closed), cut) == (100, None)


@pytest.mark.parametrize("content", ["", "no XML at all", "\x00\x01", "&amp;"])
def test_what_is_no_xml_from_the_start_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnusableReportError, match="it is no XML"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    "tail",
    ["", "<case>half", "<case", "</run", "<case/><case>&nothing;</case>", "<case/></wrong>", '<case a="'],
)
def test_what_was_complete_before_a_break_is_kept_and_the_break_is_told(tmp_path: Path, tail: str) -> None:
    heard, cut = read(tmp_path, f"<run>\n<case>one</case>\n{tail}")
    assert texts(heard)[0] == "one"
    assert cut is not None
    assert cut.startswith("the XML is broken or ends early at line 3")


def test_a_report_cut_at_any_place_is_read_up_to_there(tmp_path: Path) -> None:
    whole = '<run><case a="&lt;">one</case><case><![CDATA[two]]></case></run>'
    for length in range(5, len(whole)):
        heard, cut = read(tmp_path, whole[:length])
        complete = whole[:length].count("</case>")
        assert (len(heard.nodes), cut is None) == (complete, False)


def test_forbidden_characters_are_written_out(tmp_path: Path) -> None:
    heard, cut = read(tmp_path, "<run><case>a\x1b[31mb\x00c&#27;d&#x1F;e&#0;f&#xD800;g&#9999999;h&#65;</case></run>")
    assert texts(heard) == ["a#x1B[31mb#x00c#x1Bd#x1Fe#x00f#xD800g#xFFFDhA"]
    assert cut is None


def test_a_reference_across_the_edge_of_two_pieces_is_found(tmp_path: Path) -> None:
    for length in range(safe_xml._CHUNK - 14, safe_xml._CHUNK + 2):
        heard, cut = read(tmp_path, "<run><case>" + "a" * (length - 11) + "&#x1B;</case></run>")
        assert cut is None
        assert texts(heard)[0].endswith("a#x1B")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b'<?xml version="1.0" encoding="iso-8859-1"?><run><case>\xe9</case></run>', "é"),
        ("<run><case>é</case></run>".encode("utf-16"), "é"),
        (b"\xef\xbb\xbf<run><case>\xc3\xa9</case></run>", "é"),
        (b'<?xml version="1.0" encoding="utf-8"?><run><case>\xe9</case></run>', "\N{REPLACEMENT CHARACTER}"),
        # UTF-7 would smuggle markup past whoever reads ASCII; an unknown name is no reason to fail.
        (b'<?xml version="1.0" encoding="utf-7"?><run><case>+AGE-</case></run>', "+AGE-"),
        (b'<?xml version="1.0" encoding="nothing"?><run><case>a</case></run>', "a"),
    ],
)
def test_encodings_are_few_and_never_fatal(tmp_path: Path, content: bytes, text: str) -> None:
    heard, cut = read(tmp_path, content)
    assert (texts(heard), cut) == ([text], None)


def test_long_text_is_cut_at_the_end_of_a_line(tmp_path: Path) -> None:
    line = "x" * 99 + "\n"
    heard, cut = read(tmp_path, f"<run><case>{line * 6000}</case></run>")
    (text,) = texts(heard)
    assert cut is None
    assert text.endswith(f"{line}[... the rest is left out ...]")
    assert len(text) < safe_xml.LONGEST_TEXT + 100


def test_a_file_beyond_the_largest_size_is_read_up_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "LARGEST_FILE", 2 * safe_xml._CHUNK)
    heard, cut = read(tmp_path, "<run>" + "<case/>" * safe_xml._CHUNK + "</run>")
    assert cut is not None
    assert 0 < len(heard.nodes) < safe_xml._CHUNK


def test_a_whole_report_followed_by_more_than_is_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "LARGEST_FILE", safe_xml._CHUNK)
    _, cut = read(tmp_path, "<run/>" + " " * safe_xml._CHUNK)
    assert cut == "only the first 0 MB were read"
