"""The styles of a Word file: Word's own where it has one, named ones of ours where it has none."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.report.wordparts import (
    DECLARATION,
    HEADING_LEVELS,
    LANGUAGE_TAGS,
    NAMESPACES,
    TEXT_WIDTH,
)

_TEXT_FONT: Final = "Calibri"
_INK: Final = "1F2933"
_GREY: Final = "52606D"
_LINE: Final = "BCCCDC"
_SHADE: Final = "E8EEF4"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: Word's id and name, and the XML of its properties."""

    style_id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    own: bool = False

    def xml(self) -> str:
        custom = ' w:customStyle="1"' if self.own else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.style_id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="{self.based_on}"/>{following}'
            f'<w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{self.paragraph}</w:pPr>'
            f"<w:rPr>{self.run}</w:rPr></w:style>"
        )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(points: float) -> str:
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _headings() -> list[_Style]:
    sizes = (16, 13.5, 12, 11.5, 11, 11, 11, 11, 11)
    return [
        _Style(
            f"Heading{level}",
            f"heading {level}",
            "<w:keepNext/><w:keepLines/>"
            + _spacing(400 if level == 1 else 280, 100)
            + f'<w:outlineLvl w:val="{level - 1}"/>',
            ("<w:b/><w:bCs/>" if level < 5 else "<w:i/><w:iCs/>") + _colour(_INK) + _size(size),
            following="Normal",
        )
        for level, size in zip(range(1, HEADING_LEVELS + 1), sizes, strict=True)
    ]


def _contents() -> list[_Style]:
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return [
        _Style(
            f"TOC{level}",
            f"toc {level}",
            f'{tab}{_spacing(0, 60)}<w:ind w:left="{(level - 1) * 284}"/>',
            following="Normal",
        )
        for level in (1, 2, 3)
    ]


_BLOCK: Final = '<w:ind w:left="567" w:right="567"/>'

_PARAGRAPHS: Final = (
    _Style("Title", "Title", _spacing(0, 80), "<w:b/><w:bCs/>" + _colour(_INK) + _size(26)),
    _Style("Subtitle", "Subtitle", _spacing(0, 360), _colour(_GREY) + _size(14)),
    *_headings(),
    _Style(
        "TOCHeading",
        "TOC Heading",
        "<w:keepNext/>" + _spacing(240, 120),
        "<w:b/><w:bCs/>" + _colour(_INK) + _size(14),
    ),
    *_contents(),
    _Style(
        "Caption", "caption", "<w:keepNext/>" + _spacing(240, 80), "<w:b/><w:bCs/>" + _size(9.5)
    ),
    _Style(
        "ListBullet",
        "List Bullet",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        + _spacing(0, 60)
        + '<w:ind w:left="360" w:hanging="360"/><w:contextualSpacing/>',
    ),
    _Style("Quote", "Quote", _spacing(0, 60) + _BLOCK, following="QuoteSource"),
    _Style(
        "QuoteSource",
        "Quote source",
        _spacing(0, 200) + _BLOCK,
        _colour(_GREY) + _size(9.5),
        following="Normal",
        own=True,
    ),
    _Style(
        "QuoteLabel",
        "Quote label",
        "<w:keepNext/>" + _spacing(200, 80),
        "<w:b/><w:bCs/>" + _colour(_GREY) + _size(10),
        following="Quote",
        own=True,
    ),
    _Style("Definition", "Category definition", "", "<w:i/><w:iCs/>", own=True),
    _Style("CategoryCount", "Category count", own=True),
    _Style("Note", "Note", _spacing(80, 200), _colour(_GREY) + _size(9.5), own=True),
    _Style("Transcript", "Transcript", _spacing(0, 40), own=True),
    _Style("TableText", "Table text", _spacing(30, 30), _size(10), own=True),
    _Style("TableSource", "Table source", _spacing(0, 30), _colour(_GREY) + _size(8.5), own=True),
    _Style(
        "Footer",
        "footer",
        f'<w:tabs><w:tab w:val="center" w:pos="{TEXT_WIDTH // 2}"/>'
        f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_spacing(0, 0)}',
        _colour(_GREY) + _size(9),
    ),
    _Style("Header", "header", _spacing(0, 0), _colour(_GREY) + _size(9)),
)

_DEFAULT_CHARACTERS: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="CodeName">'
    '<w:name w:val="Code name"/><w:basedOn w:val="DefaultParagraphFont"/>'
    f"<w:rPr>{_colour(_GREY)}{_size(8)}</w:rPr></w:style>"
)

_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="SummaryTable">'
    '<w:name w:val="Summary table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/></w:tcPr></w:tblStylePr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def styles(language: str) -> str:
    """`word/styles.xml`, with the language in which Word checks the text."""
    tag = LANGUAGE_TAGS[language]
    fonts = " ".join(f'w:{kind}="{_TEXT_FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts {fonts}/>{_size(11)}"
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{_DEFAULT_CHARACTERS}{_TABLES}{''.join(style.xml() for style in _PARAGRAPHS)}</w:styles>"
    )
