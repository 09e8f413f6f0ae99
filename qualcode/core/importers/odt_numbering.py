"""Numbers and bullets of lists and headings in `.odt`, as LibreOffice shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from qualcode.core.importers import word_symbols
from qualcode.core.importers.word_numbers import formatted
from qualcode.core.importers.word_xml import attribute, child, local, number

LEVELS: Final = 10
_FORMATS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_FOLLOWED_BY: Final = {"listtab": "\t", "space": " ", "nothing": ""}
_OUTLINE: Final = "outline of the headings"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    """One of `formatted`, "bullet", or "none"."""
    prefix: str
    suffix: str
    shown: int
    """How many levels the number shows, this one among them."""
    start: int
    bullet: str
    followed_by: str


@dataclass(slots=True)
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class ListPlace:
    """A list that a paragraph stands in, and whether its label is still to be written."""

    style: str
    level: int
    """From 0."""
    counters: _Counters
    is_due: bool = False
    restart: int | None = None


class Numbering:
    """The counters run with the text, so ask for the labels in its order."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in (styles, content):
            if root is not None:
                self._read(root)
        self._by_id: dict[str, _Counters] = {}
        self._by_style: dict[str, _Counters] = {}
        self._outline = _Counters()

    def enter(self, element: etree._Element, around: ListPlace | None) -> ListPlace:
        """The place that a `list` makes within the list around it, if there is one."""
        style = attribute(element, "style-name") or (around.style if around else "")
        if around is not None:
            return ListPlace(style, min(around.level + 1, LEVELS - 1), around.counters)
        counters = self._continued(element, style) or _Counters()
        self._by_style[style] = counters
        if list_id := attribute(element, "id"):
            self._by_id[list_id] = counters
        return ListPlace(style, 0, counters)

    def numbered(self, element: etree._Element) -> ListPlace:
        """The place of a `numbered-paragraph`, which names its list and its level."""
        style = attribute(element, "style-name") or ""
        key = attribute(element, "list-id") or style
        counters = self._by_id.setdefault(key, _Counters())
        level = min(max(number(attribute(element, "level"), 1), 1), LEVELS) - 1
        place = ListPlace(style, level, counters)
        self.begin_item(element, place)
        return place

    def begin_item(self, item: etree._Element, place: ListPlace) -> None:
        place.is_due = True
        start = attribute(item, "start-value")
        place.restart = None if start is None else number(start, 1)

    def label(self, paragraph: etree._Element, place: ListPlace | None) -> str:
        """A paragraph's number or bullet, with the tab or space after it; mostly ""."""
        if place is not None:
            return self._item_label(place)
        if local(paragraph.tag) != "h" or attribute(paragraph, "is-list-header") == "true":
            return ""
        level = min(max(number(attribute(paragraph, "outline-level"), 1), 1), LEVELS) - 1
        restart = attribute(paragraph, "start-value")
        place = ListPlace(_OUTLINE, level, self._outline, is_due=True)
        if attribute(paragraph, "restart-numbering") == "true" and restart is not None:
            place.restart = number(restart, 1)
        return self._item_label(place)

    def _continued(self, element: etree._Element, style: str) -> _Counters | None:
        if list_id := attribute(element, "continue-list"):
            return self._by_id.get(list_id)
        return (
            self._by_style.get(style)
            if attribute(element, "continue-numbering") == "true"
            else None
        )

    def _item_label(self, place: ListPlace) -> str:
        if not place.is_due:
            return ""
        place.is_due = False
        levels = self._styles.get(place.style, {})
        values = _count(place, levels)
        level = levels.get(place.level)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return level.bullet + level.followed_by
        text = level.prefix + _numbers(levels, place.level, values) + level.suffix
        return text + level.followed_by if text else ""

    def _read(self, root: etree._Element) -> None:
        for style in root.iter("{*}list-style"):
            self._styles[attribute(style, "name") or ""] = _levels(style)
        for style in root.iter("{*}outline-style"):
            self._styles[_OUTLINE] = _levels(style)


def _count(place: ListPlace, levels: dict[int, _Level]) -> list[int | None]:
    values = place.counters.values
    for above in range(place.level):
        if values[above] is None:
            values[above] = levels[above].start if above in levels else 1
    before = values[place.level]
    start = levels[place.level].start if place.level in levels else 1
    if place.restart is not None:
        values[place.level] = place.restart
    else:
        values[place.level] = start if before is None else before + 1
    values[place.level + 1 :] = [None] * (LEVELS - place.level - 1)
    return values


def _numbers(levels: dict[int, _Level], index: int, values: list[int | None]) -> str:
    first = max(0, index + 1 - levels[index].shown)
    shown = []
    for above in range(first, index + 1):
        level, value = levels.get(above), values[above]
        if level is not None and level.format not in ("bullet", "none") and value is not None:
            shown.append(formatted(value, level.format))
    return ".".join(shown)


def _levels(style: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in style:
        index = number(attribute(element, "level"), 0) - 1
        if 0 <= index < LEVELS:
            found[index] = _level(element)
    return found


def _level(element: etree._Element) -> _Level:
    name = local(element.tag)
    written = attribute(element, "num-format") or ""
    kind = _FORMATS.get(written, "decimal") if written else "none"
    if name.endswith(("-bullet", "-image")):
        kind = "bullet"
    return _Level(
        format=kind,
        prefix=attribute(element, "num-prefix") or "",
        suffix=attribute(element, "num-suffix") or "",
        shown=max(1, number(attribute(element, "display-levels"), 1)),
        start=number(attribute(element, "start-value"), 1),
        bullet=_bullet(element),
        followed_by=_followed_by(element),
    )


def _bullet(element: etree._Element) -> str:
    properties = child(element, "text-properties")
    font = "" if properties is None else attribute(properties, "font-name") or ""
    text = attribute(element, "bullet-char") or word_symbols.BULLET
    return word_symbols.bullet(font, text)


def _followed_by(element: etree._Element) -> str:
    alignment = child(child(element, "list-level-properties"), "list-level-label-alignment")
    if alignment is None:
        return "\t"
    return _FOLLOWED_BY.get(attribute(alignment, "label-followed-by") or "", "\t")
