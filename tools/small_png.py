"""Writes a picture of a window as a small PNG: 256 colours are enough for it."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from PySide6.QtGui import QImage

_COLOURS: Final = 256
#: what is seen most is kept as it is: grounds, hairlines, the ink
_EXACT: Final = 100
#: so far from a colour that is taken already, as the sum over red, green and blue, one is its own
_APART: Final = 12
_SMALLEST: Final = 0  # Qt's scale of PNG quality: as tightly packed as can be


def save_small(image: QImage, target: Path) -> None:
    """Write `image` with a table of its own most frequent colours."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width] & 0xFFFFFF
    colours, where, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    table = _table(colours, counts)
    nearest = _nearest(colours, table)
    small = QImage(width, height, QImage.Format.Format_Indexed8)
    small.setColorTable([int(colour) | 0xFF000000 for colour in table])
    rows = nearest[where].reshape(height, width).astype(np.uint8)
    for y in range(height):
        line: Any = small.scanLine(y)
        line[:width] = rows[y].tobytes()
    small.save(str(target), None, _SMALLEST)  # its name says that it is PNG


def _parts(colours: Any) -> Any:
    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=1).astype(int)


def _table(colours: Any, counts: Any) -> Any:
    """The most frequent colours; of the others none that is almost another one."""
    often = colours[np.argsort(-counts, kind="stable")]
    parts = _parts(often)
    chosen = list(range(min(_EXACT, len(often))))
    far = np.full(len(often), 1000)
    for one in chosen:
        far = np.minimum(far, np.abs(parts - parts[one]).sum(axis=1))
    while len(chosen) < _COLOURS:
        left = np.flatnonzero(far > _APART)
        if not len(left):
            break
        chosen.append(int(left[0]))
        far = np.minimum(far, np.abs(parts - parts[left[0]]).sum(axis=1))
    return often[chosen]


def _nearest(colours: Any, table: Any) -> Any:
    parts, known = _parts(colours), _parts(table)
    found = np.empty(len(colours), int)
    for start in range(0, len(colours), 2000):
        some = parts[start : start + 2000, None, :]
        found[start : start + 2000] = np.abs(some - known).sum(axis=2).argmin(axis=1)
    return found
