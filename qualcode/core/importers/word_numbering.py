"""List labels of a Word document as Word shows them: “1.”, “a)”, “2.1”, “•”.

Word stores none of them: it counts. A paragraph names a list (`numId`) and a level, itself or by
its style; lists that share an abstract list count on together unless one of them starts anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from qualcode.core.importers import word_symbols
from qualcode.core.importers.word_numbers import formatted
from qualcode.core.importers.word_xml import attribute, child, number, value

LEVELS: Final = 9
_SUFFIXES: Final = {"space": " ", "nothing": ""}
_PLACE: Final = re.compile("%([1-9])")
_STYLES_DEEP: Final = 50  # a style that is based on itself must end somewhere


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False
    font: str = ""
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Where this list starts anew, by level."""


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None


@dataclass(slots=True)
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts through a document: call `label` once for each paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_style: str | None = None
        if styles is not None:
            self._read_styles(styles)
        self._lists = {} if numbering is None else _lists(numbering, self._styles)
        self._counters: dict[str, _Counters] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: etree._Element | None) -> str:
        """The label with the tab or space after it; "" for a paragraph in no list."""
        list_id, level = self._place(properties)
        found = self._lists.get(list_id) if list_id else None
        if found is None or list_id is None or level not in found.levels:
            return ""
        values = self._count(list_id, found, level)
        text = _label_text(found, level, values)
        return text + found.levels[level].suffix if text else ""

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        style = value(properties, "pStyle") or self._default_style
        direct = child(properties, "numPr")
        if direct is not None:
            list_id = value(direct, "numId")
            level = number(value(direct, "ilvl"), 0)
            return (list_id, level) if list_id else (self._of_style(style)[0], level)
        return self._of_style(style)

    def _of_style(self, style_id: str | None) -> tuple[str | None, int]:
        """The list that a style or one it is based on names, and the level of the nearest."""
        chain = list(self._chain(style_id))
        list_id = next((style.list_id for _, style in chain if style.list_id is not None), None)
        found = self._lists.get(list_id or "")
        levels = found.levels.items() if found else ()
        for name, style in chain:
            own = next((i for i, level in levels if level.style == name), style.level)
            if own is not None:
                return list_id, own
        return list_id, 0

    def _chain(self, style_id: str | None) -> Iterator[tuple[str, _Style]]:
        for _ in range(_STYLES_DEEP):
            style = self._styles.get(style_id) if style_id else None
            if style is None or style_id is None:
                return
            yield style_id, style
            style_id = style.based_on

    def _count(self, list_id: str, found: _List, level: int) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, _Counters()).values
        for above in range(level):  # Word takes a level that was left out as having begun
            if counters[above] is None and above in found.levels:
                counters[above] = found.starts.get(above, found.levels[above].start)
        start = found.starts.get(level, found.levels[level].start)
        if level in found.starts and (list_id, level) not in self._begun:
            counters[level] = start
        else:
            before = counters[level]
            counters[level] = start if before is None else before + 1
        self._begun.add((list_id, level))
        for deeper in range(level + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:  # 0: this level never starts anew
                counters[deeper] = None
        return counters

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iterfind("{*}style"):
            style_id = attribute(style, "styleId")
            if not style_id:
                continue
            properties = child(child(style, "pPr"), "numPr")
            level = value(properties, "ilvl")
            self._styles[style_id] = _Style(
                based_on=value(style, "basedOn"),
                list_id=value(properties, "numId"),
                level=None if level is None else number(level, 0),
            )
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in (
                "1",
                "true",
            ):
                self._default_style = style_id


def _label_text(found: _List, level: int, values: list[int | None]) -> str:
    this = found.levels[level]
    if this.format == "bullet":
        return word_symbols.bullet(this.font, this.text)

    def place(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        shown = found.levels.get(index)
        if shown is None or index > level:
            return ""
        count = values[index]
        style = "decimal" if this.legal and shown.format != "none" else shown.format
        return formatted(shown.start if count is None else count, style, shown.custom)

    return _PLACE.sub(place, this.text)


def _lists(root: etree._Element, styles: dict[str, _Style]) -> dict[str, _List]:
    abstracts = {
        attribute(element, "abstractNumId") or "": element
        for element in root.iterfind("{*}abstractNum")
    }
    targets = {
        attribute(element, "numId") or "": value(element, "abstractNumId") or ""
        for element in root.iterfind("{*}num")
    }
    levels: dict[str, dict[int, _Level]] = {}
    lists = {}
    for element in root.iterfind("{*}num"):
        list_id = attribute(element, "numId") or ""
        abstract = _linked(targets[list_id], abstracts, targets, styles)
        if abstract not in levels:
            levels[abstract] = _levels(abstracts.get(abstract))
        lists[list_id] = _overridden(element, abstract, levels[abstract])
    lists.pop("0", None)  # says: in no list
    return lists


def _linked(
    abstract: str,
    abstracts: dict[str, etree._Element],
    targets: dict[str, str],
    styles: dict[str, _Style],
) -> str:
    """The abstract list itself, or the one of the list style that it refers to."""
    style = styles.get(value(abstracts.get(abstract), "numStyleLink") or "")
    return targets.get(style.list_id, abstract) if style and style.list_id else abstract


def _levels(abstract: etree._Element | None) -> dict[int, _Level]:
    if abstract is None:
        return {}
    found = {}
    for element in abstract.iterfind("{*}lvl"):
        index = number(attribute(element, "ilvl"), LEVELS)
        if 0 <= index < LEVELS:
            found[index] = _level(element)
    return found


def _overridden(element: etree._Element, abstract: str, levels: dict[int, _Level]) -> _List:
    own, starts = dict(levels), {}
    for override in element.iterfind("{*}lvlOverride"):
        index = number(attribute(override, "ilvl"), LEVELS)
        if not 0 <= index < LEVELS:
            continue
        level = child(override, "lvl")
        if level is not None:
            own[index] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            starts[index] = number(start, 1)
    return _List(abstract, own, starts)


def _level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    number_format = element.find(".//{*}numFmt")  # newer formats stand in an alternative
    fonts = child(child(element, "rPr"), "rFonts")
    legal = child(element, "isLgl")
    return _Level(
        start=number(value(element, "start"), 0),
        format=(attribute(number_format, "val") or "decimal")
        if number_format is not None
        else "decimal",
        custom=(attribute(number_format, "format") or "") if number_format is not None else "",
        text=value(element, "lvlText") or "",
        suffix=_SUFFIXES.get(value(element, "suff") or "tab", "\t"),
        restart=None if restart is None else number(restart, 0),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        font=(attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "")
        if fonts is not None
        else "",
        style=value(element, "pStyle"),
    )
