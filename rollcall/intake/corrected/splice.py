"""Changes a part of a workbook in place: finds its elements by where they stand in the bytes, and leaves every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_FIRST = re.compile(rb"[^<]*(?:<[?!][^>]*>[^<]*)*<(\w+:)?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Edit = tuple[int, int, bytes]  # from, to, and what stands there instead


@dataclass(frozen=True)
class Element:
    """One element of a part, and where it stands: its start tag, what is inside, and its end."""

    name: str  # without its prefix
    attributes: Mapping[str, str]
    depth: int
    start: int
    inside: int
    inside_end: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag, or has nothing inside."""
        return self.inside == self.inside_end

    def attribute(self, name: str) -> str | None:
        """An attribute, whatever its prefix."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), None)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def tag_end(data: bytes, start: int) -> int:
    """Where the tag that starts here ends."""
    found = _TAG.match(data, start)
    if found is None:
        raise ValueError("a tag does not end")
    return found.end()


def elements(data: bytes) -> list[Element]:
    """Every element of a small part, in the order in which they start."""
    parser = expat.ParserCreate()
    opened: list[tuple[int, str, dict[str, str], int]] = []
    found: dict[int, Element] = {}
    count = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        opened.append((count, name, attributes, parser.CurrentByteIndex))
        count += 1

    def ends(_name: str) -> None:
        number, name, attributes, start = opened.pop()
        inside = tag_end(data, start)
        at = parser.CurrentByteIndex
        written_as_one = data[inside - 2 : inside] == b"/>"
        end = inside if written_as_one else data.index(b">", at) + 1
        found[number] = Element(local(name), attributes, len(opened), start, inside, inside if written_as_one else at, end)

    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.Parse(data, True)
    return [found[number] for number in range(count)]


def moved(element: Element, by: int) -> Element:
    """An element of a piece of a part, as it stands in the whole part."""
    places = (element.start + by, element.inside + by, element.inside_end + by, element.end + by)
    return Element(element.name, element.attributes, element.depth, *places)


def children(every: Iterable[Element], of: Element) -> Iterator[Element]:
    """The elements directly inside one."""
    return (each for each in every if each.depth == of.depth + 1 and of.inside <= each.start < of.inside_end)


def prefix_of(data: bytes) -> str:
    """The prefix of the part's own elements, with its colon; nothing in most."""
    found = _FIRST.match(data)
    return (found[1] or b"").decode() if found else ""


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with its edits made."""
    pieces, at = [], 0
    for start, end, instead in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[at:start], instead]
        at = max(end, at)
    return b"".join([*pieces, data[at:]])


def added_inside(data: bytes, element: Element, more: bytes) -> Edit:
    """The edit that adds to the end of what is inside an element, also of one written as a single tag."""
    if data[element.inside - 2 : element.inside] != b"/>":
        return element.inside_end, element.inside_end, more
    tag = data[element.start : element.inside]
    name = re.match(rb"<([^\s/>]+)", tag)
    assert name is not None
    return element.start, element.end, tag[:-2].rstrip() + b">" + more + b"</" + name[1] + b">"


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute set."""
    tag = without_attribute(tag, name)
    close = 2 if tag.endswith(b"/>") else 1
    return tag[:-close].rstrip() + f" {name}={quoteattr(value)}".encode() + tag[-close:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """A start tag without an attribute."""
    return re.sub(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""", b"", tag, count=1)


def as_text(text: str) -> str:
    """Text as XML holds it, without the characters that it cannot hold."""
    return escape(_NOT_IN_XML.sub("", text))


def as_attribute(text: str) -> str:
    """Text as an attribute's value, with its quotes."""
    return quoteattr(_NOT_IN_XML.sub("", text), {"\n": "&#10;"})
