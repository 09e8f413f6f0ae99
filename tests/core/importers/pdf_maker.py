"""PDFs made by hand: letters of Helvetica at places, drawn in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
LEFT, TOP, STEP = 72, 770, 14


@dataclass(frozen=True)
class Text:
    """A piece of text that begins here; upwards and to the right."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = 11


def column(lines: Sequence[str], *, x: float = LEFT, top: float = TOP) -> list[Text]:
    """Lines one below the other."""
    return [Text(line, x, top - STEP * number) for number, line in enumerate(lines)]


def pdf(
    pages: Sequence[Sequence[Text]],
    *,
    rotate: int = 0,
    trailer: str = "",
    fields: Sequence[str] = (),
) -> bytes:
    """A PDF with these pages; `fields` stand on each of them, and go in as they are."""
    first_page = 4
    first_field = first_page + 2 * len(pages)
    references = " ".join(f"{first_field + number} 0 R" for number in range(len(fields)))
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{references}] >> >>".encode()
        if fields
        else b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        box = f"[0 0 {WIDTH} {HEIGHT}]"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {rotate} /Annots [{references}] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {first_page + 2 * number + 1} 0 R >>".encode()
        )
        content = b"\n".join(map(_drawn, page))
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    parts += [field.encode("latin-1") for field in fields]
    return _file(parts, trailer.encode("latin-1"))


def _drawn(piece: Text) -> bytes:
    text = piece.text.encode("cp1252").hex().encode()
    return b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (piece.size, piece.x, piece.y, text)


def _file(parts: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(data)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, entries)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(parts) + 1, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)
