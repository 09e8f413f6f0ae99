"""Comments and highlights of a Word document: what they say, and where in the text they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.margin import Comment
from qualcode.core.importers.margin_places import NO_COLOUR, Anchors, Line, Spot, colour_named
from qualcode.core.importers.margin_threads import stored_time, with_replies
from qualcode.core.importers.word_xml import attribute, local

#: Where a comment begins and ends; these stand between paragraphs too.
EDGES: Final = ("commentRangeStart", "commentRangeEnd")
ANCHORS: Final = (*EDGES, "commentReference")
#: The parts that comments are in, by the last word of their relations.
PARTS: Final = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")


class WordAnchors(Anchors):
    """Takes the elements of a Word document."""

    def meet(self, anchor: etree._Element, line: Line) -> None:
        """A comment begins, ends or is named here."""
        take = {ANCHORS[0]: self.begin, ANCHORS[1]: self.end, ANCHORS[2]: self.name}
        take[local(anchor.tag)](attribute(anchor, "id") or "", line.spot())

    def meet_in(self, gone: etree._Element, line: Line) -> None:
        """The same for all that is in something that is left out of the text."""
        for anchor in gone.iter(*("{*}" + name for name in ANCHORS)):
            self.meet(anchor, line)

    def run(self, run: etree._Element, start: Spot) -> None:
        """A run has been read, which began there."""
        if start.line.characters > start.offset:
            self.colour(start, start.line.spot(), _colour(run))


def _colour(run: etree._Element) -> str:
    """What a run's words are marked with; "" for nothing."""
    properties = run[0] if len(run) else None
    if properties is None or local(properties.tag) != "rPr":
        return ""
    shade = ""
    for one in properties:
        name = local(one.tag)
        if name == "highlight":
            colour = attribute(one, "val") or ""
            if colour not in NO_COLOUR:
                return colour
        elif name == "shd":
            shade = colour_named(attribute(one, "fill") or "")
    return shade


# What comments say


def comments_in(
    parts: Mapping[str, etree._Element], lines_of: Callable[[etree._Element], list[str]]
) -> list[tuple[str, Comment]]:
    """The comments by their numbers in the file, with their replies; they have no place yet.

    `lines_of` reads the text in an element as lines.
    """
    if "comments" not in parts:
        return []
    times, relations = _times(parts), _relations(parts.get("commentsExtended"))
    found: dict[str, tuple[str, Comment]] = {}
    for number, element in enumerate(parts["comments"].iterfind("{*}comment")):
        key = _paragraph_id(element)
        if not key or key in found:  # an id may have been copied with its paragraph
            key = f" {number}"
        text = "\n".join(lines_of(element))
        is_done = relations.get(key, ("", False))[1]
        comment = Comment(
            0,
            0,
            author=" ".join((attribute(element, "author") or "").split()),
            initials=" ".join((attribute(element, "initials") or "").split()),
            time=times.get(key)
            or stored_time(attribute(element, "dateUtc"), local_time=False)
            or stored_time(attribute(element, "date"), local_time=True),
            text=with_line_feeds(text),
            is_done=is_done,
        )
        found[key] = (attribute(element, "id") or "", comment)
    return with_replies(found, {key: parent for key, (parent, _) in relations.items()})


def numbers_of(parts: Mapping[str, etree._Element]) -> frozenset[str]:
    """The numbers of the comments in the file."""
    comments = parts.get("comments")
    found = () if comments is None else comments.iterfind("{*}comment")
    return frozenset(attribute(one, "id") or "" for one in found)


def _paragraph_id(comment: etree._Element) -> str:
    """Other parts know a comment by its last paragraph."""
    paragraphs = comment.findall(".//{*}p")
    return (attribute(paragraphs[-1], "paraId") or "").upper() if paragraphs else ""


def _relations(extended: etree._Element | None) -> dict[str, tuple[str, bool]]:
    """Which comment each one answers, and whether it is resolved."""
    return {
        (attribute(one, "paraId") or "").upper(): (
            (attribute(one, "paraIdParent") or "").upper(),
            attribute(one, "done") in ("1", "true", "on"),
        )
        for one in (() if extended is None else extended.iterfind("{*}commentEx"))
    }


def _times(parts: Mapping[str, etree._Element]) -> dict[str, str]:
    """When each was written, where newer parts say so in UTC."""
    ids, more = parts.get("commentsIds"), parts.get("commentsExtensible")
    if ids is None or more is None:
        return {}
    paragraphs = {
        attribute(one, "durableId"): (attribute(one, "paraId") or "").upper()
        for one in ids.iterfind("{*}commentId")
    }
    found = {}
    for one in more.iterfind("{*}commentExtensible"):
        key = paragraphs.get(attribute(one, "durableId"))
        time = stored_time(attribute(one, "dateUtc"), local_time=False)
        if key and time:
            found[key] = time
    return found
