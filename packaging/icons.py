"""The program's icon in the forms that the systems ask for."""

import os
import struct
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def write(drawing: Path, folder: Path) -> None:
    """Write the drawing as PNG of every size, as .ico for Windows and .icns for macOS."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: _png(drawing, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"qualcode-{size}.png").write_bytes(picture)
    (folder / "qualcode.ico").write_bytes(_ico({s: p for s, p in pictures.items() if s <= 256}))
    (folder / "qualcode.icns").write_bytes(_icns(pictures))


def _png(drawing: Path, size: int) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise RuntimeError(f"the icon could not be drawn at {size} pixels by {app}")
    return bytes(held.data())


def _ico(pictures: dict[int, bytes]) -> bytes:
    """ICO with PNG in it, which Windows reads since Vista."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + entries + b"".join(pictures.values())


def _icns(pictures: dict[int, bytes]) -> bytes:
    """ICNS with PNG in it, which macOS reads since 10.7."""
    kinds = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for size, kind in kinds.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
