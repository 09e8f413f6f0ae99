"""What tables tell their delegates beside Qt's own roles."""

from typing import Final

from PySide6.QtCore import Qt

#: The values to choose between in a cell, as ``[(value, text), …]``; None for a free text.
CHOICES: Final = Qt.ItemDataRole.UserRole + 20
#: Texts that stand in the same column already, offered while one types.
SUGGESTIONS: Final = Qt.ItemDataRole.UserRole + 21
#: A colour to show before the text, as it is stored.
SWATCH: Final = Qt.ItemDataRole.UserRole + 22
#: What is to be known of a row in a few words, and whether it is a warning.
STATUS: Final = Qt.ItemDataRole.UserRole + 23
IS_WARNING: Final = Qt.ItemDataRole.UserRole + 24
#: What could stand in an empty cell, shown faintly.
PLACEHOLDER: Final = Qt.ItemDataRole.UserRole + 25
#: What stands below a cell's text, in softer ink.
BENEATH: Final = Qt.ItemDataRole.UserRole + 26
#: Whether a row is there, but nothing is done with it.
IS_FAINT: Final = Qt.ItemDataRole.UserRole + 27
