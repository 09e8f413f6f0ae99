"""Word documents made by hand, part by part, so that a test shows the XML that it is about."""

import io
import zipfile
from collections.abc import Callable

import pytest

from qualcode.core.importers import docx
from qualcode.core.importers.transcript import Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)

WordFile = Callable[..., bytes]


def _word(body: str, **parts: str) -> bytes:
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def word() -> WordFile:
    """The bytes of a Word document with this body, and parts such as `footnotes=` by their name."""
    return _word


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """What is read from such a document."""
    return lambda body, **parts: docx.read(io.BytesIO(_word(body, **parts)), "a.docx")


@pytest.fixture(scope="session")
def text_of(reading: Callable[..., Reading]) -> Callable[..., str]:
    """The text of such a document."""
    return lambda body, **parts: reading(body, **parts).text
