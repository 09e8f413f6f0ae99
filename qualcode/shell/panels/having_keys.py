"""Who has the keyboard."""

from PySide6.QtWidgets import QWidget


def has_keys(widget: QWidget) -> bool:
    """Whether a widget, or one in it, is the one its window gives the keys to."""
    return widget.window().focusWidget() in [widget, *widget.findChildren(QWidget)]
