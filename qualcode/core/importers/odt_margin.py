"""Comments and coloured words of an OpenDocument text: what they say, and where they stand.

A comment is an `annotation` with its text inside, where it begins; an `annotation-end` of its name
is where it ends. One without an end belongs to the place it is at. LibreOffice writes local times,
and says in names of its own who answers whom and what is resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.margin import Comment, Margin
from qualcode.core.importers.margin_places import Anchors, Line, Spot, colour_named
from qualcode.core.importers.margin_threads import stored_time, with_replies
from qualcode.core.importers.word_xml import attribute, child


class OdtAnchors(Anchors):
    """Takes the elements of the format, in their order."""

    def __init__(self, lines_of: Callable[[etree._Element], list[str]]) -> None:
        super().__init__()
        self._lines_of = lines_of
        self._found: dict[str, tuple[str, Comment]] = {}
        self._parents: dict[str, str] = {}

    def comment(self, element: etree._Element, line: Line) -> None:
        """A comment begins, and may end here too."""
        name = attribute(element, "name") or ""
        if not name or name in self._found:  # without an end, or copied with its paragraph
            name = f"{name} {len(self._found)}"
        self.begin(name, line.spot())
        self._found[name] = (name, self._read(element))
        self._parents[name] = attribute(element, "parent-name") or ""

    def comment_end(self, element: etree._Element, line: Line) -> None:
        """The words of a comment end."""
        self.end(attribute(element, "name") or "", line.spot())

    def of(self, content: etree._Element, lines: Sequence[str], text: str) -> Margin:
        """The margin of a text; comments that were not met have gone with the text around them."""
        found = self.margin(lines, text, with_replies(self._found, self._parents))
        gone = sum(1 for _one in content.iter("{*}annotation")) - len(self._found)
        return replace(found, homeless=found.homeless + max(0, gone))

    def _read(self, element: etree._Element) -> Comment:
        return Comment(
            0,
            0,
            author=_said(element, "creator"),
            initials=_said(element, "creator-initials") or _said(element, "sender-initials"),
            time=stored_time(_said(element, "date"), local_time=True),
            text=with_line_feeds("\n".join(self._lines_of(element))),
            is_done=attribute(element, "resolved") == "true",
        )


def _said(element: etree._Element, name: str) -> str:
    part = child(element, name)
    return "" if part is None else " ".join("".join(map(str, part.itertext())).split())


class Colours:
    """The colours behind words that the styles of a document give.

    Only of what was formatted by hand or with a style for characters: a style for whole paragraphs
    is a matter of looks.
    """

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._own: dict[tuple[str, str], str | None] = {}
        self._parents: dict[str, str] = {}
        for root in (styles, content):
            for element in _styles(root):
                self._add(element, automatic=root is content)

    def _add(self, element: etree._Element, *, automatic: bool) -> None:
        family, name = attribute(element, "family") or "", attribute(element, "name") or ""
        if family == "text" or (family == "paragraph" and automatic):
            self._own[family, name] = _background(element)
        if family == "text":
            self._parents[name] = attribute(element, "parent-style-name") or ""

    def of_words(self, style: str | None) -> str | None:
        """What a style for characters colours them with; None if it says nothing."""
        seen = set()
        at = style or ""
        while at and at not in seen:
            own = self._own.get(("text", at))
            if own is not None:
                return own
            seen.add(at)
            at = self._parents.get(at, "")
        return None

    def of_paragraph(self, style: str | None) -> str:
        """What the words of a paragraph are coloured with; "" for nothing."""
        return self._own.get(("paragraph", style or "")) or ""


def _styles(root: etree._Element | None) -> Iterable[etree._Element]:
    return () if root is None else root.iter("{*}style")


def _background(style: etree._Element) -> str | None:
    properties = child(style, "text-properties")
    written = None if properties is None else attribute(properties, "background-color")
    return None if written is None else colour_named(written)


@dataclass(slots=True)
class Marker:
    """Follows the colour behind the words of a line."""

    anchors: Anchors
    colour: str = ""
    _since: int = 0

    def turn(self, colour: str, line: Line) -> None:
        """From here on the words of the line are in this colour."""
        if colour != self.colour:
            self.anchors.colour(Spot(line, self._since), line.spot(), self.colour)
            self.colour, self._since = colour, line.characters
