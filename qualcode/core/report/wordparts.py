"""The parts of a Word file that hardly change: styles, settings, numbering, footer, properties.

ISO/IEC 29500 (transitional), as Word 2013 and later write it. Built-in styles have Word's own
English names, which Word shows in the user's language; so a text pasted into a report takes that
report's styles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: the language that Word checks the spelling in
LANGUAGE_TAGS: Final = {"sv": "sv-SE", "en": "en-GB"}

#: twentieths of a point: A4 with margins of 2.5 cm
PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
MARGIN: Final = 1417
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN

HEADING_LEVELS: Final = 9

_CONTENT_TYPES: Final = (
    DECLARATION
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels"'
    + ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for part, kind in (
            ("word/document.xml", "officedocument.wordprocessingml.document.main"),
            ("word/styles.xml", "officedocument.wordprocessingml.styles"),
            ("word/settings.xml", "officedocument.wordprocessingml.settings"),
            ("word/numbering.xml", "officedocument.wordprocessingml.numbering"),
            ("word/footer1.xml", "officedocument.wordprocessingml.footer"),
            ("docProps/core.xml", "package.core-properties"),
            ("docProps/app.xml", "officedocument.extended-properties"),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """One more part of a Word file.

    Attributes:
        name: in the folder ``word``.
        kind: the last words of its content type.
        relation: what it is to the document, an address.
    """

    name: str
    content: str
    kind: str
    relation: str


def content_types(more: Sequence[Part] = ()) -> str:
    """`[Content_Types].xml`."""
    entries = "".join(
        f'<Override PartName="/word/{part.name}"'
        f' ContentType="application/vnd.openxmlformats-{part.kind}+xml"/>'
        for part in more
    )
    return f"{_CONTENT_TYPES}{entries}</Types>"


_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relationships(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>'


PACKAGE_RELATIONSHIPS: Final = _relationships(
    (f"{_OFFICE}/officeDocument", "word/document.xml"),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
)


def document_relationships(more: Sequence[Part] = ()) -> str:
    """`word/_rels/document.xml.rels`."""
    return _relationships(
        (f"{_OFFICE}/styles", "styles.xml"),
        (f"{_OFFICE}/settings", "settings.xml"),
        (f"{_OFFICE}/numbering", "numbering.xml"),
        (f"{_OFFICE}/footer", "footer1.xml"),
        *((part.relation, part.name) for part in more),
    )


def text_width(*, landscape: bool) -> int:
    """The room between the margins."""
    return (PAGE_HEIGHT if landscape else PAGE_WIDTH) - 2 * MARGIN


def section(*, landscape: bool) -> str:
    """The pages: upright, or across."""
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )


NUMBERING: Final = (
    f'{DECLARATION}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def field(code: str, result: str, properties: str = "") -> str:
    """Runs of a field that shows `result` until Word computes it anew."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{properties}<w:t>{result}</w:t></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


FOOTER: Final = (
    f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>'
    f'<w:jc w:val="center"/></w:pPr>{field("PAGE", "1")}'
    f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES", "1")}</w:p></w:ftr>'
)

APP: Final = (
    f"{DECLARATION}<Properties"
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Qualcode</Application></Properties>"
)


def core(title: str, language: str, changed: str | None) -> str:
    """Title, language and times; `changed` is when the project was last changed."""
    when = f"{changed[:19]}Z" if changed else None
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
        if when
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Qualcode</dc:creator>"
        f"<dc:language>{LANGUAGE_TAGS[language]}</dc:language>"
        f"<cp:lastModifiedBy>Qualcode</cp:lastModifiedBy>{times}</cp:coreProperties>"
    )


def settings(language: str) -> str:
    """Compatibility with Word 2013 and later, and the language of the theme's fonts."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE_TAGS[language]}"/>'
        "</w:settings>"
    )
