"""Footnotes and endnotes of a Word document: their numbers and their contents."""

from __future__ import annotations

from lxml import etree

from qualcode.core.importers.word_numbers import formatted
from qualcode.core.importers.word_xml import attribute, child, number, value


class Notes:
    """One kind of note. The numbers follow the marks, so ask for them in reading order."""

    def __init__(
        self, kind: str, notes: etree._Element | None, *properties: etree._Element | None
    ) -> None:
        """`kind` is "footnote" or "endnote"; the first properties that say something count."""
        self._texts = {
            attribute(note, "id") or "": note
            for note in ([] if notes is None else notes.iterfind("{*}" + kind))
        }
        settings = [child(element, kind + "Pr") for element in properties]
        formats = [value(setting, "numFmt") for setting in settings]
        starts = [value(setting, "numStart") for setting in settings]
        usual = "decimal" if kind == "footnote" else "lowerRoman"
        self._format = next(filter(None, formats), usual)
        self._start = number(next(filter(None, starts), None), 1)
        restarts = [value(setting, "numRestart") for setting in settings]
        self._by_section = next(filter(None, restarts), None) == "eachSect"
        self._next = self._start

    def mark(self, reference: etree._Element) -> str:
        """The next number; "" where the writer set a mark of their own, which the text holds."""
        if attribute(reference, "customMarkFollows") in ("1", "true", "on"):
            return ""
        self._next += 1
        return formatted(self._next - 1, self._format)

    def take(self, reference: etree._Element) -> etree._Element | None:
        """The note's contents, the first time it is referred to."""
        return self._texts.pop(attribute(reference, "id") or "", None)

    def end_section(self) -> None:
        if self._by_section:
            self._next = self._start
