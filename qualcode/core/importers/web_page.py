"""Web pages: the text as a browser shows it, without its styles.

Each block is a line, also in tables (cell by cell, row by row). White space is one space, or none
at the ends of a line, but for `<pre>` and what its own style says; `<br>` is `\\n`. Besides the
characters of the text these are written, and nothing else: list numbers and “•” with a space
behind, what a form's fields hold, ☐ and ☒ for tick boxes.

Left out: scripts, styles, comments, what only stands in for something that can't be shown, and the
title, which no page shows. Hidden text stays, because no answer may be lost unseen; a note says so.
Nothing is fetched.
"""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings
from qualcode.core.importers.encodings import Encoding
from qualcode.core.importers.headings import first_and_largest, trimmed
from qualcode.core.importers.text import doubt
from qualcode.core.importers.transcript import MAX_CHARACTERS, Heading, Reading, TimeCode
from qualcode.core.importers.web_lines import Lines
from qualcode.core.importers.web_lists import Lists
from qualcode.core.importers.web_tables import Table, Tables
from qualcode.core.translate import _

# Pages saved with their pictures inside are large; text is not.
MAX_BYTES: Final = 32 * 1024 * 1024
# A tag takes some 400 bytes. A transcript that Word saved as a page has ten thousand.
MAX_TAGS: Final = 600_000
# Browsers look no further for the encoding.
_HEAD_BYTES = 4096

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_DROPPED: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "datalist",
        "rp",
        "noframes",
        "frameset",
        "map",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
_PREFORMATTED: Final = frozenset(("pre", "textarea", "listing", "xmp", "plaintext"))
_WHITE_SPACE: Final = re.compile(r"white-space(?:-collapse)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_KEPT_WHITE_SPACE: Final = frozenset(("pre", "pre-wrap", "break-spaces", "preserve"))
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEXT_FIELDS: Final = frozenset(
    ("", "text", "search", "email", "number", "date", "tel", "url", "time", "month", "week")
)


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """Raises ImportRefused for what is no text, too long, or not in the chosen encoding."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(_too_large(file_name))
    source, found = _decoded(file.read(), file_name, encoding)
    page = render(source, file_name)
    notes = (_("The page holds hidden text. It was imported too."),) if page.has_hidden else ()
    if not found.sure:
        notes = (doubt(found.name), *notes)
    return Reading(
        page.text,
        found.name,
        notes,
        headings=tuple(page.headings),
        tables=first_and_largest(page.tables),
    )


@dataclass(slots=True)
class Page:
    """A page as text; `time_codes` are those of elements of the class `timestamp`."""

    text: str = ""
    has_hidden: bool = False
    time_codes: list[TimeCode] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def render(source: str, file_name: str) -> Page:
    """The text of a page. Raises ImportRefused for one too large to take apart."""
    if source.count("<") > MAX_TAGS or source.count("=") > MAX_TAGS:
        raise ImportRefused(_too_large(file_name))
    # Without limits of its own, because libxml2 would cut the text off without a word.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused(_damaged(file_name)) from error
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise ImportRefused(_damaged(file_name))  # nested so deeply that the rest was not read
    return Page() if root is None else _Walk(file_name).page(root)


class _Walk:
    def __init__(self, file_name: str) -> None:
        self._lines = Lines(file_name)
        self._lists = Lists()
        self._page = Page()
        self._verbatim: list[bool] = [False]
        self._code_start = 0
        self._heading_starts: list[int] = []
        self._headings: list[Heading] = []
        self._tables = Tables(self._lines)

    def page(self, root: etree._Element) -> Page:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                self._end(element, tag)
            elif tag in _DROPPED or (tag == "option" and element.get("selected") is None):
                walk.skip_subtree()
            else:
                self._start(element, tag)
        self._page.text = self._lines.text()
        self._page.headings = trimmed(self._page.text, self._headings)
        self._page.tables = self._tables.found
        return self._page

    def _start(self, element: etree._Element, tag: str) -> None:
        self._verbatim.append(_keeps_white_space(element, tag, within=self._verbatim[-1]))
        if tag in _BLOCKS:
            self._lines.end_block()
        self._tables.start(tag)
        if tag in _HEADINGS:
            self._heading_starts.append(self._lines.position)
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            self._page.has_hidden = True
        if label := self._lists.start(element, tag):
            self._lines.label(label)
        if tag == "br":
            self._lines.end_line()
        elif tag == "input":
            self._lines.add(_field(element))
        if _is_time_code(element):
            self._code_start = self._lines.next_position
        if element.text:
            self._lines.add(_first_text(element, tag), verbatim=self._verbatim[-1])

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag not in _DROPPED and (tag != "option" or element.get("selected") is not None):
            self._verbatim.pop()
            if _is_time_code(element):
                self._add_time_code(element)
            self._lists.end(tag)
            if tag in _HEADINGS:
                start = self._heading_starts.pop()
                self._headings.append(Heading(start, self._lines.position, _HEADINGS[tag]))
            if tag == "li":
                self._lines.end_item()
            elif tag in _BLOCKS:
                self._lines.end_block()
            self._tables.end(tag)
        if element.tail and element.getparent() is not None:
            self._lines.add(element.tail, verbatim=self._verbatim[-1])

    def _add_time_code(self, element: etree._Element) -> None:
        written = "".join(map(str, element.itertext())).strip()
        if written and self._lines.position == self._code_start + len(written):
            self._page.time_codes.append(TimeCode(self._code_start, self._lines.position, written))


def _is_time_code(element: etree._Element) -> bool:
    return "timestamp" in (element.get("class") or "").split()


def _keeps_white_space(element: etree._Element, tag: str, *, within: bool) -> bool:
    style = _WHITE_SPACE.search(element.get("style") or "")
    if style:
        return style[1].lower() in _KEPT_WHITE_SPACE
    return within or tag in _PREFORMATTED


def _first_text(element: etree._Element, tag: str) -> str:
    """Browsers leave out a line feed at the beginning of `<pre>`."""
    text = element.text or ""
    return text.removeprefix("\n") if tag in ("pre", "textarea", "listing") else text


def _field(element: etree._Element) -> str:
    kind = (element.get("type") or "").lower()
    if kind in ("checkbox", "radio"):
        return "☐" if element.get("checked") is None else "☒"
    return element.get("value") or "" if kind in _TEXT_FIELDS else ""


def _decoded(data: bytes, file_name: str, encoding: str | None) -> tuple[str, Encoding]:
    """By the user's choice, the byte order mark, sound UTF-8, or what the page says of itself."""
    longest = max(MAX_CHARACTERS, MAX_BYTES)
    detected = encodings.detect(data)
    declared = None if encoding else _declared(data)
    if declared is None or (detected.sure and not data.isascii()):
        return encodings.decode(data, file_name, encoding=encoding, longest=longest)
    try:
        text = data.decode(declared)
    except UnicodeDecodeError:
        return encodings.decode(data, file_name, longest=longest)
    if "\0" in text:
        return encodings.decode(data, file_name, longest=longest)  # says what it is instead
    return encodings.with_line_feeds(text), Encoding(declared, sure=True)


def _declared(data: bytes) -> str | None:
    """The encoding that the page names, by Python's name; Latin-1 means Windows-1252 to all."""
    match = _CHARSET.search(data[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        found = codecs.lookup(match[1].decode("ascii"))
        "".encode(found.name)
    except LookupError:  # unknown, or none for text
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found.name, found.name)


def _damaged(file_name: str) -> str:
    return _(
        "“{file}” can’t be read as a web page. Open it in a browser, copy its text into a Word "
        "document, and save that as .docx."
    ).format(file=file_name)


def _too_large(file_name: str) -> str:
    return _(
        "“{file}” is larger than a web page that can be imported. Open it in a browser, copy its "
        "text into a Word document, and save that as .docx."
    ).format(file=file_name)
