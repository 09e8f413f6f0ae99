"""A document with its marks, as Word and as a web page."""

from collections.abc import Iterable, Sequence
from typing import Final

from qualcode.core.analysis.marked_text import Ending, MarkedText, Piece
from qualcode.core.model import Code
from qualcode.core.report import sentences
from qualcode.core.report.characters import Characters
from qualcode.core.report.html import page
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.translate import _

#: how much of a code's colour is left under the words: black on it stays readable
_STRENGTH: Final = 0.4

_STYLE: Final = """p { white-space: pre-wrap; margin: 0 0 .2em; min-height: 1em }
mark { color: inherit; padding: .08em 0; box-decoration-break: clone;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }
small { color: #52606d; font-size: .75em }
td.colour { width: 2em; -webkit-print-color-adjust: exact; print-color-adjust: exact }
"""


def write_docx(text: MarkedText, options: ExportOptions, changed: str | None) -> Written:
    """Shaded words, the codes' names where a mark ends, and a legend."""
    file = WordFile(text.title, text.language, changed)
    file.text("Title", text.title)
    _legend(file, text)
    for note in _notes(text):
        file.text("Note", note)
    for line in text.lines:
        file.paragraph("Transcript", "".join(_runs(file, piece, options) for piece in line))
    return Written(file.finish(), _marks(text), replaced_characters=file.characters.replaced)


def _legend(file: WordFile, text: MarkedText) -> None:
    if not text.codes:
        return
    head = (Cell(""), Cell(_("Code")), Cell(_("Marks"), right=True))
    rows = [
        (Cell("", fill=tint([code])), Cell(path), Cell(str(number), right=True))
        for code, path, number in text.codes
    ]
    file.caption(_("The codes in this document"))
    file.table((8, 70, 22), [head, *rows])
    file.text("Note", _marks_line())


def _runs(file: WordFile, piece: Piece, options: ExportOptions) -> str:
    properties = "<w:b/><w:bCs/>" if piece.label else ""
    if piece.codes:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{tint(piece.codes)}"/>'
    words = file.runs(piece.text, properties) if piece.text else ""
    if not piece.endings:
        return words
    return words + file.runs(" " + names(piece.endings, options), '<w:rStyle w:val="CodeName"/>')


def write_html(text: MarkedText, options: ExportOptions) -> Written:
    """The same as a page of its own; a code's name shows over its words too."""
    characters = Characters()
    escaped = characters.escaped
    body = [f"<h1>{escaped(text.title)}</h1>", *_html_legend(text, characters)]
    body += [f'<p class="note">{escaped(note)}</p>' for note in _notes(text)]
    body += [
        "<p>" + "".join(_html_piece(piece, options, characters) for piece in line) + "</p>"
        for line in text.lines
    ]
    data = page(escaped(text.title), text.language, body, _STYLE)
    return Written(data, _marks(text), replaced_characters=characters.replaced)


def _html_legend(text: MarkedText, characters: Characters) -> Iterable[str]:
    if not text.codes:
        return
    escaped = characters.escaped
    rows = "\n".join(
        f'<tr><td class="colour" style="background:#{tint([code])}"></td>'
        f'<td>{escaped(path)}</td><td class="number">{number}</td></tr>'
        for code, path, number in text.codes
    )
    yield (
        f"<table><caption>{escaped(_('The codes in this document'))}</caption><thead><tr><th></th>"
        f'<th scope="col">{escaped(_("Code"))}</th>'
        f'<th scope="col" class="number">{escaped(_("Marks"))}</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>"
    )
    yield f'<p class="note">{escaped(_marks_line())}</p>'


def _html_piece(piece: Piece, options: ExportOptions, characters: Characters) -> str:
    words = characters.escaped(piece.text)
    if piece.label and words:
        words = f"<b>{words}</b>"
    if piece.codes and words:
        title = characters.escaped(", ".join(code.name for code in piece.codes))
        words = f'<mark style="background:#{tint(piece.codes)}" title="{title}">{words}</mark>'
    if piece.endings:
        words += f" <small>{characters.escaped(names(piece.endings, options))}</small>"
    return words


def names(endings: Sequence[Ending], options: ExportOptions) -> str:
    """“[Mandate, Roles]”, with the evaluators' initials on request: “[Mandate AL MB, Roles AL]”."""
    shown = (
        " ".join((ending.code.name, *(ending.initials if options.show_coder else ())))
        for ending in endings
    )
    return f"[{', '.join(shown)}]"


def tint(codes: Sequence[Code]) -> str:
    """A pale mixture of the codes' colours, as ``rrggbb``."""
    channels = [
        sum(int(code.colour[at : at + 2], 16) for code in codes) / len(codes) for at in (1, 3, 5)
    ]
    return "".join(f"{round(255 - (255 - channel) * _STRENGTH):02X}" for channel in channels)


def _marks(text: MarkedText) -> int:
    return sum(number for _code, _path, number in text.codes)


def _marks_line() -> str:
    return _("In brackets: the codes of the mark that ends there.")


def _notes(text: MarkedText) -> list[str]:
    return [sentences.unplaced(text.unplaced)] if text.unplaced else []
