"""A codebook as a Word document: a heading for each code, at its level, and under it what it means.

Text under a heading is the definition, up to a paragraph that begins with a label such as
``When to use:`` or ``Används inte när:``. Text before the first heading is none of the codes'.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.archive import Archive, opened
from qualcode.core.importers.word_xml import attribute, child, local, number, value
from qualcode.core.interchange.code_row import CodeRow
from qualcode.core.interchange.sheet_files import read_bytes
from qualcode.core.translate import _

_MAIN: Final = "word/document.xml"
#: level 9 is Word's way to say that a paragraph is no heading
_BODY_TEXT: Final = 9
_REMOVED: Final = frozenset(("del", "moveFrom", "instrText", "delText"))
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_LABELS: Final = {
    "definition": r"definition|beskrivning|description",
    "when_not_to_use": r"(when not|not) to (use|be used)|do not use when"
    r"|(används|använd|ska) inte( användas)?( när)?|när (den|koden) inte (ska )?(användas|används)",
    "when_to_use": r"(when )?to (use|be used)|use when"
    r"|(används|använd|ska användas)( när)?|när (den|koden) (ska )?(användas|används)",
    "example": r"examples?|exempel",
    "level": r"level|nivå",
    "colour": r"colour|color|färg",
}
_LABEL: Final = {
    name: re.compile(rf"\s*(?:{words})\s*:\s*", re.IGNORECASE) for name, words in _LABELS.items()
}


def read(path: Path) -> list[CodeRow]:
    """The codes that the document's headings are.

    Raises:
        ImportRefused: if it is no Word document, or has no headings.
    """
    with opened(io.BytesIO(read_bytes(path)), path.name) as archive:
        main = _main_part(archive)
        styles = posixpath.join(posixpath.dirname(main), "styles.xml")
        levels = _style_levels(archive.xml(styles) if archive.has(styles) else None)
        rows = list(_codes(archive.xml(main), levels))
    if not rows:
        raise ImportRefused(
            _(
                "“{file}” has no headings. Give each code a heading in Word, "
                "of level 1 for those at the top, and import it again."
            ).format(file=path.name)
        )
    return rows


def _main_part(archive: Archive) -> str:
    if archive.has("_rels/.rels"):
        for relation in archive.xml("_rels/.rels"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            kind = attribute(relation, "Type") or ""
            if kind.endswith("/officeDocument") and archive.has(target):
                return target
    return _MAIN


def _style_levels(styles: etree._Element | None) -> dict[str, int]:
    """The outline level of each style that has one, its own or that of the style it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        name = attribute(style, "styleId") or ""
        level = number(value(child(style, "pPr"), "outlineLvl"), -1)
        if level < 0:
            level = _named_level(value(style, "name") or "")
        if level >= 0:
            own[name] = level
        based[name] = value(style, "basedOn") or ""
    return {name: level for name in based if (level := _level(name, own, based)) >= 0}


def _named_level(name: str) -> int:
    found = re.fullmatch(r"heading ([1-9])", name.casefold())
    return int(found[1]) - 1 if found else -1


def _level(name: str, own: dict[str, int], based: dict[str, str]) -> int:
    seen = set()
    while name and name not in own and name not in seen:
        seen.add(name)
        name = based.get(name, "")
    return own.get(name, -1)


def _codes(document: etree._Element, levels: dict[str, int]) -> Iterator[CodeRow]:
    above: list[tuple[int, str]] = []
    texts: dict[str, list[str]] = {}
    current = ""
    count = 0
    for paragraph in document.iter("{*}p"):
        text = "".join(_text(paragraph)).strip()
        if not text:
            continue
        level = _paragraph_level(paragraph, levels)
        if level is None:
            if above:
                current, said = _labelled(text, current)
                texts.setdefault(current, []).append(said)
            continue
        if above:
            yield _row(count, above, texts)
        count += 1
        above = [*(pair for pair in above if pair[0] < level), (level, " ".join(text.split()))]
        texts, current = {}, "definition"
    if above:
        yield _row(count, above, texts)


def _row(count: int, above: list[tuple[int, str]], texts: dict[str, list[str]]) -> CodeRow:
    said = {name: "\n".join(parts).strip() for name, parts in texts.items()}
    return CodeRow(number=count, names=tuple(name for _level, name in above), **said)


def _paragraph_level(paragraph: etree._Element, levels: dict[str, int]) -> int | None:
    properties = child(paragraph, "pPr")
    style = value(properties, "pStyle") or ""
    level = number(value(properties, "outlineLvl"), levels.get(style, _BODY_TEXT))
    return level if 0 <= level < _BODY_TEXT else None


def _labelled(text: str, current: str) -> tuple[str, str]:
    """What of the code the paragraph speaks of, and the paragraph without its label."""
    for name, label in _LABEL.items():
        found = label.match(text)
        if found:
            return name, text[found.end() :]
    return current, text


def _text(element: etree._Element) -> Iterator[str]:
    for part in element:
        name = local(part.tag)
        if name == "t":
            yield part.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _REMOVED and not name.endswith("Pr") and name != "p":
            yield from _text(part)
