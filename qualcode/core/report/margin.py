"""A coded document as a Word file with its codes in the margin: for a colleague without Qualcode.

The paragraphs are the lines of the text and nothing else, so that the file is known again when it
comes back (`operations.margin_known`). Each coding is a comment by its evaluator: the code, and in
further paragraphs what the evaluator says of it (`importers.margin_rules`, “code-and-memo”). So is
each memo about a passage.

Word keeps a comment in several parts: what it says ([MS-DOCX] and ISO/IEC 29500, 17.13.4), that it
is open (commentsExtended), and when it was written in UTC (commentsIds, commentsExtensible), for
`w:date` is the time of the writer's place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from qualcode.core.analysis.margin import MarginPage, Noted
from qualcode.core.report.options import Written
from qualcode.core.report.wordfile import WordFile
from qualcode.core.report.wordparts import DECLARATION, Part
from qualcode.core.translate import _

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_W16CID: Final = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_W16CEX: Final = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"
#: The ids of paragraphs and of comments are below 0x80000000; these begin where few others do.
_FIRST_ID: Final = 0x51C0DE00
_BOLD: Final = "<w:b/><w:bCs/>"


def write_docx(page: MarginPage, changed: str | None) -> Written:
    """The file's bytes; the same content always gives the same."""
    file = WordFile(page.title, page.language, changed)
    for line in _lines(file, page):
        file.paragraph("Transcript", line)
    parts = _parts(file, page.comments) if page.comments else []
    return Written(
        file.finish(parts),
        len(page.comments),
        replaced_characters=file.characters.replaced,
        unplaced=page.unplaced,
    )


def _lines(file: WordFile, page: MarginPage) -> Iterator[str]:
    """The runs of each line, with the borders of comments between them."""
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for number, comment in enumerate(page.comments):
        begins[comment.span.start].append(number)
        ends[comment.span.end].append(number)
    labels = {span.start: span.end for span in page.labels}
    cuts = sorted({*begins, *ends, *labels, *labels.values()})
    at, label_end, next_cut = 0, 0, 0
    for line in page.text.split("\n"):
        stop = at + len(line)
        inside = [at]
        while next_cut < len(cuts) and cuts[next_cut] <= stop:
            if cuts[next_cut] > inside[-1]:
                inside.append(cuts[next_cut])
            next_cut += 1
        places = inside if inside[-1] == stop else [*inside, stop]
        parts = []
        for start, end in pairwise([*places, stop]):
            parts += [_end(number) for number in ends.get(start, ())]
            parts += [f'<w:commentRangeStart w:id="{number}"/>' for number in begins.get(start, ())]
            label_end = max(label_end, labels.get(start, 0))
            if end > start:
                words = page.text[start:end]
                parts.append(file.runs(words, _BOLD if start < label_end else ""))
        yield "".join(parts)
        at = stop + 1


def _end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def _parts(file: WordFile, comments: Iterable[Noted]) -> list[Part]:
    bodies, extended, ids, extensible = [], [], [], []
    for number, comment in enumerate(comments):
        key = f"{_FIRST_ID + number:08X}"
        bodies.append(_comment(file, number, key, comment))
        extended.append(f'<w15:commentEx w15:paraId="{key}" w15:done="0"/>')
        ids.append(f'<w16cid:commentId w16cid:paraId="{key}" w16cid:durableId="{key}"/>')
        if utc := _utc(comment.time):
            extensible.append(
                f'<w16cex:commentExtensible w16cex:durableId="{key}" w16cex:dateUtc="{utc}"/>'
            )
    word = f'xmlns:w="{_W}" xmlns:mc="{_MC}" xmlns:w14="{_W14}" mc:Ignorable="w14"'
    kind = "officedocument.wordprocessingml.comments"
    return [
        _part("comments", "w:comments", word, bodies, kind, f"{_OFFICE}/comments"),
        _part(
            "commentsExtended",
            "w15:commentsEx",
            f'xmlns:w15="{_W15}"',
            extended,
            f"{kind}Extended",
            f"{_MICROSOFT}/2011/relationships/commentsExtended",
        ),
        _part(
            "commentsIds",
            "w16cid:commentsIds",
            f'xmlns:w16cid="{_W16CID}"',
            ids,
            f"{kind}Ids",
            f"{_MICROSOFT}/2016/09/relationships/commentsIds",
        ),
        _part(
            "commentsExtensible",
            "w16cex:commentsExtensible",
            f'xmlns:w16cex="{_W16CEX}"',
            extensible,
            f"{kind}Extensible",
            f"{_MICROSOFT}/2018/08/relationships/commentsExtensible",
        ),
    ]


def _part(name: str, tag: str, spaces: str, rows: list[str], kind: str, relation: str) -> Part:
    content = f"{DECLARATION}<{tag} {spaces}>{''.join(rows)}</{tag}>"
    return Part(f"{name}.xml", content, kind, relation)


def _comment(file: WordFile, number: int, key: str, comment: Noted) -> str:
    """The code, and below it what is said of it. A name that could be read as “code: memo” is
    followed by an empty paragraph, so that it is read as a name."""
    lines = _lines_of(comment)
    if len(lines) == 1 and ":" in comment.code:
        lines.append("")
    paragraphs = "".join(
        f"<w:p{_key(key) if at == len(lines) else ''}>"
        f"{'<w:r><w:annotationRef/></w:r>' if at == 1 else ''}"
        f"{file.runs(line) if line else ''}</w:p>"
        for at, line in enumerate(lines, 1)
    )
    escaped = file.characters.escaped
    date = f' w:date="{local}"' if (local := _local(comment.time)) else ""
    return (
        f'<w:comment w:id="{number}" w:author="{escaped(comment.author)}"{date}'
        f' w:initials="{escaped(comment.initials)}">{paragraphs}</w:comment>'
    )


def _lines_of(comment: Noted) -> list[str]:
    """A memo begins with a word that says so (`importers.margin_rules.MEMO_WORDS`)."""
    said = comment.said.split("\n") if comment.said else []
    if comment.code:
        return [comment.code, *said]
    return [_("Memo: {title}").format(title="".join(said[:1])), *said[1:]]


def _key(key: str) -> str:
    return f' w14:paraId="{key}" w14:textId="77777777"'


def _moment(time: str) -> datetime | None:
    try:
        return datetime.fromisoformat(time)
    except ValueError:  # a project that was not written here
        return None


def _utc(time: str) -> str | None:
    moment = _moment(time)
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _local(time: str) -> str | None:
    """As Word writes it: the time of this place, with a “Z” behind it."""
    moment = _moment(time)
    return None if moment is None else f"{moment.astimezone():%Y-%m-%dT%H:%M:%SZ}"
