"""Rich Text Format: the text as Word shows it with all changes accepted.

Each paragraph is a line, and so is each cell of a table. Besides the characters of the text these
are written, and nothing else:

- list numbers and bullets, which the format stores as text, with the tab that follows them;
- `\\n` for line, page and column breaks, `\\t` for tabs, Unicode for symbols of the fonts Symbol
  and Wingdings, U+FFFD for bytes that mean nothing;
- the number of a note where its mark stands, and the note on lines of its own after the paragraph;
  then the text boxes that are anchored in the paragraph.

Left out: deleted text, the instructions of fields, headers and footers, and comments, which
`Reading.margin` has, with the words in colour. Hidden text stays, because no answer may be lost
unseen. `Reading.notes` says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from qualcode.core.collector import collector_paused
from qualcode.core.errors import ImportRefused
from qualcode.core.importers.encodings import too_long, too_many_lines
from qualcode.core.importers.headings import DEEPEST, on_lines, tables_on_lines
from qualcode.core.importers.rtf_fonts import Fonts
from qualcode.core.importers.rtf_groups import Group, Seen
from qualcode.core.importers.rtf_margin import COMMENT, PARTS, Colours, Comments
from qualcode.core.importers.rtf_story import NoteStyles, Story, numbered
from qualcode.core.importers.rtf_tokens import KNOWN, SKIPPED, SPECIAL, SYMBOLS, Kind, Token, tokens
from qualcode.core.importers.transcript import MAX_CHARACTERS, MAX_LINES, Reading
from qualcode.core.translate import _

# Pictures are stored as text, twice their size.
MAX_BYTES: Final = 128 * 1024 * 1024
# A million characters with much formatting are two million tokens, and take four seconds.
MAX_TOKENS: Final = 3_000_000
MAX_DEPTH: Final = 5_000
_MARK: Final = b"{\\rtf"
_PAGES: Final = frozenset((b"mac", b"pc", b"pca", b"ansi", b"ansicpg"))
_ENDS: Final = frozenset(b"par cell nestcell sect row nestrow trowd".split())
_COLOURS: Final = frozenset((b"highlight", b"chcbpat", b"cb"))
_DELETED: Final = frozenset((b"deleted", b"mvf"))
_LABELS: Final = frozenset((b"listtext", b"pntext"))
_BOXES: Final = frozenset((b"shptxt", b"dptxbxtext"))


def read(file: BinaryIO, file_name: str) -> Reading:
    """Raises ImportRefused for what is no Rich Text, or too much of it."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(too_long(file_name))
    data = file.read().lstrip(b"\xef\xbb\xbf \r\n\t")
    if not data.startswith(_MARK):
        raise ImportRefused(_not_rtf(file_name))
    return parse(data, file_name)


def parse(data: bytes, file_name: str) -> Reading:
    """The text of a file's bytes."""
    with collector_paused():  # there may be millions of tokens
        return _Reader(file_name).read(data)


@dataclass(slots=True)
class _Reader:
    file_name: str
    fonts: Fonts = field(default_factory=Fonts)
    seen: Seen = field(default_factory=Seen)
    styles: NoteStyles = field(default_factory=NoteStyles)
    comments: Comments = field(default_factory=Comments)
    colours: Colours = field(default_factory=Colours)
    _groups: list[Group] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _half: int = 0
    """The first half of a character that takes two numbers."""
    _skip: int = 0
    """Stand-ins still to come."""
    _characters: int = 0
    _lines: int = 0

    def read(self, data: bytes) -> Reading:
        main = Story()
        self._groups = [Group(main)]
        handlers: dict[Kind, Callable[[Token], None]] = {
            Kind.WORD: self._word,
            Kind.HEX: self._hex,
            Kind.SYMBOL: self._symbol,
            Kind.OPEN: self._open,
            Kind.CLOSE: self._close,
            Kind.TEXT: self._text,
        }
        for count, token in enumerate(tokens(data)):
            if count > MAX_TOKENS or self._characters > MAX_CHARACTERS:
                raise ImportRefused(too_long(self.file_name))
            if self._lines > MAX_LINES:
                raise ImportRefused(too_many_lines(self.file_name))
            handlers[token.kind](token)
            if token.kind is Kind.CLOSE and len(self._groups) == 1:
                break  # what follows the outermost brace is none of the text
        self.seen.is_cut = len(self._groups) > 1
        while len(self._groups) > 1:
            self._close(Token(Kind.CLOSE))
        self._flush()
        lines = numbered(main.finished())
        text = "\n".join(lines)
        return Reading(
            text,
            notes=self.seen.remarks(),
            headings=on_lines(lines, main.levels),
            margin=self.comments.anchors.margin(lines, text, self.comments.found),
            tables=tables_on_lines(lines, main.tables),
        )

    # Groups

    @property
    def _group(self) -> Group:
        return self._groups[-1]

    def _open(self, _token: Token) -> None:
        self._flush()
        self._skip = 0
        if len(self._groups) > MAX_DEPTH:
            raise ImportRefused(_damaged(self.file_name))
        self._groups.append(self._group.inner())

    def _close(self, _token: Token) -> None:
        self._flush()
        self._skip = 0
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        if group.kind == b"footnote":
            self._group.story.end_note(group.story, self.styles)
        elif group.kind in _BOXES:
            self._group.story.add_box(group.story)
        elif group.kind == COMMENT or group.kind in PARTS:
            self._end_of_comment(group.kind, group.story)

    def _end_of_comment(self, kind: bytes, story: Story) -> None:
        said, spot = "\n".join(text for text, _line in story.finished()), self._group.story.spot()
        if kind == COMMENT:
            self.comments.comment(said, spot)
        else:
            self.comments.part(kind, said, spot)

    # Text

    def _flush(self) -> None:
        """Writes the bytes that have come: only together do some of them make a character."""
        if self._bytes:
            text = self.fonts.decoded(bytes(self._bytes), self._group.font)
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        group = self._group
        if self._half and not group.is_skipped:
            self._half, text = 0, "\ufffd" + text
        if group.is_fonts and not group.is_skipped:
            self.fonts.add_name(group.font, text)
        elif not group.is_skipped and not group.is_deleted:
            if group.is_label:
                text = self.fonts.bullet(text.lstrip(" "), group.font)
            start = group.story.spot() if group.colour else None
            group.story.add(text)
            if start is not None:
                self.comments.anchors.colour(start, group.story.spot(), group.colour)
            self._characters += len(text)
            self.seen.hidden |= group.is_hidden and bool(text.strip())

    def _text(self, token: Token) -> None:
        self._group.is_fresh = False
        text = token.text
        if self._group.kind == b"colortbl":
            self.colours.end(text)
        if self._skip:
            text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        if b"\t" in text and not self._group.is_fonts:
            before, *others = text.split(b"\t")
            self._bytes += before
            for part in others:
                self._flush()
                self._write("\t")
                self._bytes += part
        else:
            self._bytes += text

    def _hex(self, token: Token) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(int(token.text, 16))

    def _character(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._flush()
            self._write(text)

    def _symbol(self, token: Token) -> None:
        if token.text == b"*":
            self._group.may_be_skipped = True
        elif token.text in b"\r\n":
            self._end_line()
        elif token.text in SYMBOLS:
            self._character(SYMBOLS[token.text])

    def _unicode(self, number: int) -> None:
        self._flush()
        self._skip = self._group.fallbacks
        code = number + 0x10000 if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self._half, before = code, self._half
            if before:
                self._half = 0
                self._write("\ufffd")
                self._half = code
        elif 0xDC00 <= code < 0xE000:
            first, self._half = self._half, 0
            self._write(
                chr(0x10000 + ((first - 0xD800) << 10) + code - 0xDC00) if first else "\ufffd"
            )
        elif 0 < code <= 0x10FFFF:
            self._write(self.fonts.character(code, self._group.font))

    # Words

    def _word(self, token: Token) -> None:
        word, number = token.text, token.number
        if word == b"u" and number is not None:
            self._unicode(number)
            return
        if word in SPECIAL:
            self._character(SPECIAL[word])
            return
        self._flush()
        self._skip = 0
        self._destination(word)
        self._group.is_fresh = False
        if self._group.kind == b"colortbl":
            self.colours.take(word, number)
        elif not self._group.is_skipped:
            self._format(word, number)

    def _destination(self, word: bytes) -> None:
        group = self._group
        if not group.is_fresh:
            return
        if word == b"ud":
            group.is_skipped = len(self._groups) > 2 and self._groups[-3].is_skipped
            group.kind = word
        elif word == b"colortbl":
            group.kind, group.is_skipped = word, True
        elif word in SKIPPED or (group.may_be_skipped and word not in KNOWN):
            group.is_skipped = True
        elif word in (b"fonttbl", b"upr"):
            group.kind, group.is_fonts = word, word == b"fonttbl" or group.is_fonts
        elif word in _LABELS:
            group.is_label = True
        elif word == b"footnote" or word in _BOXES:
            group.kind, group.story = word, Story(is_note=word == b"footnote")
        elif (word == COMMENT or word in PARTS) and not group.is_skipped:
            group.kind, group.story, group.colour = word, Story(), ""
            group.is_deleted = group.is_hidden = False

    def _format(self, word: bytes, number: int | None) -> None:
        group = self._group
        if word in _ENDS:
            self._end(word)
        elif word == b"f":
            group.font = number or 0
        elif word == b"plain":
            group.font, group.is_deleted, group.is_hidden = self.fonts.default, False, False
            group.colour = ""
        elif word == b"uc":
            group.fallbacks = max(0, number if number is not None else 1)
        elif word in _DELETED:
            group.is_deleted = number != 0
            self.seen.changes = True
        elif word in (b"revised", b"mvt"):
            self.seen.changes = True
        elif word == b"chftn":
            if not group.is_deleted:
                group.story.add_mark()
        elif word == b"ftnalt":
            group.story.is_endnote = True
        elif not (
            self._look(word, number)
            or self._heading(word, number)
            or self._font_table(word, number)
        ):
            self.styles.take(word, number)

    def _look(self, word: bytes, number: int | None) -> bool:
        if word in _COLOURS:
            self._group.colour = self.colours.name(number)
        elif word == b"v":
            self._group.is_hidden = number != 0
        else:
            return False
        return True

    def _heading(self, word: bytes, number: int | None) -> bool:
        if word == b"outlinelevel":
            level = number or 0
            self._group.level = level + 1 if 0 <= level < DEEPEST else 0
        elif word == b"pard":
            self._group.level = 0
        return word in (b"outlinelevel", b"pard")

    def _font_table(self, word: bytes, number: int | None) -> bool:
        font = self._group.font
        if word in _PAGES:
            self.fonts.set_page(word, number)
        elif word == b"deff":
            self.fonts.default = self._group.font = number or 0
        elif word == b"fcharset":
            self.fonts.add_charset(font, number)
        elif word == b"cpg":
            self.fonts.add_page(font, number)
        else:
            return False
        return True

    def _end(self, word: bytes) -> None:
        story = self._group.story
        if word in (b"par", b"cell", b"nestcell"):
            self._end_line()
            if word == b"cell":
                story.end_cell()
        elif word == b"trowd":
            story.begin_row()
        else:
            story.end_open_line()
            if word == b"row":
                story.end_row()

    def _end_line(self) -> None:
        self._flush()
        group = self._group
        if not group.is_skipped and not group.is_deleted:
            self._characters += 1
            self._lines += 1
            group.story.end_line(group.level)


def _not_rtf(file_name: str) -> str:
    return _(
        "“{file}” is not a text with formatting (RTF), whatever its name says. Open it in the "
        "program it comes from, and save it as .docx or as plain text."
    ).format(file=file_name)


def _damaged(file_name: str) -> str:
    return _(
        "“{file}” is damaged and can’t be read. Open it in Word, and save it as .docx; or ask for "
        "a new copy."
    ).format(file=file_name)
