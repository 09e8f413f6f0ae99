"""Making passages of what was found: the lower part of the drawer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.search.widen import Extent
from qualcode.core.ids import CodeId
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.confirm_row import ConfirmRow
from qualcode.shell.panels.painting import code_icon, px
from qualcode.shell.theme import set_kind

_EXTENTS: Final = {
    Extent.HIT: N_("The words found"),
    Extent.SENTENCE: N_("Their sentence"),
    Extent.PARAGRAPH: N_("Their paragraph"),
    Extent.TURN: N_("The whole turn"),
}
_IN_SENTENCE: Final = {
    Extent.HIT: N_("the words found"),
    Extent.SENTENCE: N_("their sentence"),
    Extent.PARAGRAPH: N_("their paragraph"),
    Extent.TURN: N_("the whole turn"),
}
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """So many hits in so many documents."""

    hits: int = 0
    documents: int = 0


class CodeFound(QFrame):
    """With which code, how much of the text, and whether all hits or those that are ticked.

    Signals:
        mark_wanted(): the hits are to be passages with the code.
        ticking_changed(on): hits are to be chosen one by one, or all of them taken.
        all_wanted(on): tick every hit, or none.
    """

    mark_wanted = Signal()
    ticking_changed = Signal(bool)
    all_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("Mark what was found"))
        self._hits = self._ticked = Found()
        self._why_not = ""
        self.code = self._make_code()
        self.extent = QComboBox(self)
        self.extent.setAccessibleName(_("How much is marked"))
        self.extent.setToolTip(_("How much is marked"))
        for value, text in _EXTENTS.items():
            self.extent.addItem(_(text), value)
        self.extent.currentIndexChanged.connect(lambda _index: self._changed())
        for box in (self.code, self.extent):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.mark = QPushButton(_("Mark with this code…"), self)
        self.mark.setAccessibleName(_("Mark with this code"))
        self.mark.clicked.connect(self._ask)
        self.confirm = ConfirmRow(self)
        self.confirm.agreed.connect(self.mark_wanted)
        self.confirm.closed.connect(self._answered)
        self.fold = QPushButton(_("Mark what was found…"), self)
        self.fold.setCheckable(True)
        self.fold.setAccessibleName(_("Mark what was found"))
        self.fold.toggled.connect(lambda _on: self._show())
        self.choose = QPushButton(_("Choose…"), self)
        self.choose.setCheckable(True)
        self.choose.setToolTip(_("Look at the hits first and tick those to be marked"))
        self.choose.setAccessibleName(_("Choose the hits to be marked"))
        self.choose.toggled.connect(self._toggle)
        self._hint = QLabel(_("Space takes a hit and goes on, ↓ passes it by, ⌫ goes back."), self)
        self._hint.setWordWrap(True)
        set_kind(self._hint, "label")
        self._every = self._link(_("Tick all"), on=True)
        self._none = self._link(_("Tick none"), on=False)
        self._lay_out()
        self.refresh(hits=Found(), ticked=Found(), why_not="")

    def _make_code(self) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(_("Code"))
        field = box.lineEdit()
        assert field is not None
        field.setPlaceholderText(_("Choose a code"))
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        box.currentIndexChanged.connect(lambda _index: self._changed())
        box.editTextChanged.connect(lambda _text: self._changed())
        box.installEventFilter(self)
        return box

    def _link(self, text: str, *, on: bool) -> QPushButton:
        button = QPushButton(text, self)
        set_kind(button, "link")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.all_wanted.emit(on))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(14), px(12))
        column.setSpacing(px(6))
        line = QFrame(self)
        set_kind(line, "line")
        links, how = QHBoxLayout(), QHBoxLayout()
        for widget in (self._every, self._none):
            links.addWidget(widget)
        links.addStretch(1)
        how.addWidget(self.extent, 1)
        how.addWidget(self.choose)
        column.addWidget(line)
        column.addWidget(self.fold)
        column.addWidget(self._hint)
        column.addLayout(links)
        column.addWidget(self.code)
        column.addLayout(how)
        column.addWidget(self.mark)
        column.addWidget(self.confirm)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click chooses the whole name, so that letters typed then look for another code."""
        if isinstance(watched, QComboBox) and event.type() == QEvent.Type.FocusIn:
            field = watched.lineEdit()
            if field is not None:
                QTimer.singleShot(0, field, field.selectAll)  # the click itself comes first
        return super().eventFilter(watched, event)

    # What is chosen

    def show_codes(self, codebook: Codebook) -> None:
        """The codes that there are; the chosen one stays chosen."""
        chosen = self.code_id
        self.code.blockSignals(True)
        self.code.clear()
        for code in codebook:
            path = PATH_SEPARATOR.join(codebook.path(code.id))
            self.code.addItem(code_icon(code.colour), path, code.id)
        self.code.setCurrentIndex(-1)
        self.code.blockSignals(False)
        self.choose_code(chosen)

    def choose_code(self, code_id: CodeId | None) -> None:
        """Let this be the code."""
        self.code.setCurrentIndex(self.code.findData(code_id) if code_id else -1)
        field = self.code.lineEdit()
        assert field is not None
        if self.code.currentIndex() < 0:
            field.clear()
        field.setCursorPosition(0)
        self._show()

    @property
    def code_id(self) -> CodeId | None:
        """The code whose name stands in the field, if there is one of that name."""
        index = self.code.findText(self.code.currentText(), Qt.MatchFlag.MatchFixedString)
        return CodeId(self.code.itemData(index)) if index >= 0 else None

    def refresh(self, *, hits: Found, ticked: Found, why_not: str) -> None:
        """So many hits are there, and chosen; or why nothing can be marked."""
        before = (self._hits, self._ticked, self._why_not)
        self._hits, self._ticked, self._why_not = hits, ticked, why_not
        if before == (hits, ticked, why_not):
            self._show()
        else:
            self._changed()

    def _toggle(self, on: bool) -> None:
        self.ticking_changed.emit(on)
        self._changed()

    def _changed(self) -> None:
        """What was asked about is no longer what would be done."""
        self.confirm.close_row()
        self._show()

    @property
    def _wanted(self) -> Found:
        return self._ticked if self.choose.isChecked() else self._hits

    def _ask(self) -> None:
        """Say what would be marked, in the button's place."""
        name, found = self.code.currentText(), self._wanted
        if self.choose.isChecked():
            hits = _("{count} of {all} hits").format(count=found.hits, all=self._hits.hits)
        else:
            hits = ngettext("{count} hit", "{count} hits", found.hits).format(count=found.hits)
        sentence = _("{hits} in {documents} will be marked with “{code}”: {extent}.").format(
            hits=hits,
            documents=ngettext("{count} document", "{count} documents", found.documents).format(
                count=found.documents
            ),
            code=shortened(name, _LONGEST_NAME),
            extent=_(_IN_SENTENCE[self.extent.currentData()]),
        )
        yes = ngettext("Mark {count} hit", "Mark {count} hits", found.hits)
        self.confirm.ask(sentence, yes.format(count=found.hits))
        self.mark.hide()

    def _answered(self, had_keys: bool) -> None:
        self._show()
        if had_keys:
            self.mark.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        why_not = self._why_not or ("" if self.code_id else _("Choose a code first."))
        why_not = why_not or ("" if self._wanted.hits else _("Tick hits in the list first."))
        self.mark.setEnabled(not why_not)
        self.mark.setToolTip(why_not)
        folded_out, ticking = self.fold.isChecked(), self.choose.isChecked()
        if not folded_out:
            self.confirm.hide()
        for widget in (self.code, self.extent, self.choose):
            widget.setVisible(folded_out)
        self.mark.setVisible(folded_out and not self.confirm.sentence)
        for shown in (self._hint, self._every, self._none):
            shown.setVisible(folded_out and ticking)
        self.setVisible(self._hits.hits > 0)
