"""What a browser's parser makes of a page, as far as tests ask: tags, attributes, and the text outside of scripts."""

from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "path", "br"})
_OWN = frozenset({"style", "script"})


class Outline(HTMLParser):
    """`shape` is the row of tags with their classes; a tag that ends what is not open is among `errors`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.errors: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = [(tag, name, value or "") for name, value in attrs]
        self.shape.append(f"{tag}.{dict(attrs).get('class') or ''}")
        self.attributes += given
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in _OWN:
            self.text.append(data)

    def values(self, name: str, tag: str | None = None) -> list[str]:
        """Every value of an attribute, of one kind of element or of all."""
        return [value for of, each, value in self.attributes if each == name and tag in (None, of)]

    @property
    def headings(self) -> list[int]:
        return [int(each[1]) for each in self.shape if each[0] == "h" and each[1].isdigit()]

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    found.errors += [f"<{tag}> stays open" for tag in found.open]
    return found
