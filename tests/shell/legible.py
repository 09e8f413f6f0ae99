"""Whether every word of a window has the room it needs."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from qualcode.shell.dialogs.elided import ElidedLabel


def cut_words(window: QWidget) -> list[str]:
    """The texts of buttons, labels and lists to choose from that are not seen whole."""
    cut = []
    for kind in (QAbstractButton, QLabel, QComboBox):
        for widget in window.findChildren(kind):
            if not widget.isVisible() or isinstance(widget, ElidedLabel) or not _text(widget):
                continue
            wanted = widget.minimumSizeHint() if _wraps(widget) else widget.sizeHint()
            if widget.width() < wanted.width() or widget.height() < wanted.height():
                cut.append(f"{_text(widget)}: {widget.size()} of {wanted}")
    return cut


def _text(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def _wraps(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.wordWrap()
