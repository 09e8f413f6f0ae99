"""Going from part to part of the page for reading and coding, and letters typed over the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.parts import Columns
from qualcode.shell.panels.codes import CodesPanel

_OTHER_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PartKeys(QObject):
    """Attributes: actions: to the next part, and to the one before."""

    def __init__(self, columns: Columns, type_code: Callable[[str], None], page: QWidget) -> None:
        """`type_code` is told the letters that are typed over marked words."""
        super().__init__(page)
        self._columns = columns
        self._type_code = type_code
        tip = _("Go to the next part: documents, text, codes, passage")
        self.actions: list[QAction] = [
            action(self, _("Next pa&rt"), lambda: self.go(1), shortcut="F6", tip=tip),
            action(self, _("Pre&vious part"), lambda: self.go(-1), shortcut="Shift+F6", tip=tip),
        ]
        page.addActions(self.actions)
        columns.reader.installEventFilter(self)

    def go(self, step: int) -> None:
        """Let the next part of the page have the keys."""
        panels = self._columns.panels()
        now = next((n for n, panel in enumerate(panels) if has_focus(panel)), 0)
        target = panels[(now + step) % len(panels)]
        if target is self._columns.passage:
            self._columns.passage.take_focus()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed over marked words are those of a code."""
        reader = self._columns.reader
        if watched is reader and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            letters = event.text()
            if letters.isalnum() and not event.modifiers() & _OTHER_KEYS and reader.selection():
                self._type_code(letters)
                return True
        return super().eventFilter(watched, event)


def subject_with_keys(
    codes: CodesPanel, documents: QWidget, document_id: DocumentId | None
) -> tuple[str, str] | None:
    """The current code or the document, if its list has the keys."""
    if has_focus(codes):
        code_id = codes.current()
        return ("codes", code_id) if code_id else None
    if has_focus(documents) and document_id is not None:
        return ("documents", document_id)
    return None


def has_focus(panel: QWidget) -> bool:
    """Whether the panel, or something in it, has the keys."""
    focused: QWidget | None = panel.window().focusWidget()
    return focused is panel or (focused is not None and panel.isAncestorOf(focused))
