"""What stands above the list: the code, what it stands for, what is asked of it, how much it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.grouping import By
from qualcode.core.model import Code
from qualcode.core.translate import _
from qualcode.shell.commands.actions import choice
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.categories.asking import BY_NAMES
from qualcode.shell.pages.categories.combining import TermChips
from qualcode.shell.panels.filter_chips import FilterChips
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.note_field import NoteField
from qualcode.shell.panels.painting import current_theme, px

_SIDE = 26


class NameField(QLineEdit):
    """A heading that can be written in. Enter keeps what is written, Esc what was there.

    Signals: written(text).
    """

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setAccessibleName(_("Name"))
        self.setObjectName("code-name")
        self.setTextMargins(-px(3), 0, 0, 0)  # Qt puts some there of its own
        self.editingFinished.connect(self._keep)
        self.dress()

    def dress(self) -> None:
        """In the theme and size of now: a title, and a field only while one writes."""
        theme = current_theme()
        self.setStyleSheet(
            "#code-name { border: 1px solid transparent; border-radius: 5px; padding: 0;"
            f" background: transparent; font-size: {px(20)}px; font-weight: 600; }}"
            f"#code-name:hover:!read-only {{ border-color: {theme.hairline}; }}"
            f"#code-name:focus:!read-only {{ border-color: {theme.accent};"
            f" background: {theme.raised}; padding: 0 {px(5)}px; }}"
        )

    def show_name(self, name: str, *, editable: bool) -> None:
        """Show a name; one that is being written stays as it is."""
        self.setReadOnly(not editable)
        if name != self._stored or not self.hasFocus():
            self._stored = name
            self.setText(name)
            self.setCursorPosition(0)

    def _keep(self) -> None:
        name = self.text()
        if name != self._stored and not self.isReadOnly():
            self.setText(self._stored)
            self.written.emit(name)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._stored)
        super().keyPressEvent(event)


class Head(QWidget):
    """Attributes: name, definition, terms, filters, under, by: the parts.

    Signals:
        renamed(name), defined(code_id, text)
        asked(): something else is asked for.
        done(): the keys belong to the list again.
    """

    renamed = Signal(str)
    defined = Signal(str, str)
    asked = Signal()
    done = Signal()

    def __init__(self, terms: TermChips, filters: FilterChips, chips: QWidget) -> None:
        super().__init__()
        self.terms, self.filters = terms, filters
        self._chips = chips
        chips.setParent(self)
        self.name = NameField(self)
        self.name.written.connect(self.renamed)
        self.name.returnPressed.connect(self.done)
        self.definition = NoteField(_("Say what the code stands for"), self)
        self.definition.setAccessibleName(_("Definition"))
        self.definition.setObjectName("definition")
        self.definition.document().setDocumentMargin(1)
        self.definition.written.connect(self.defined)
        self.definition.done.connect(self.done)
        self.under = self._make_under()
        self.by = QPushButton(chips)
        self._by_menu = self._make_by()
        self.words = self._label("soft")
        self.counts = self._label("label")
        self._arrange()
        terms.arranged.connect(self._refill)
        filters.arranged.connect(self._refill)
        terms.changed.connect(self.asked)
        filters.changed.connect(self.asked)
        self.dress()

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _make_under(self) -> QPushButton:
        button = QPushButton(_("With sub-codes"), self._chips)
        button.setProperty("kind", "choice")
        button.setCheckable(True)
        button.setChecked(True)
        button.setAccessibleName(_("With sub-codes"))
        button.setToolTip(_("Show the passages of the codes under this one too"))
        button.clicked.connect(self.asked)
        return button

    def _make_by(self) -> QMenu:
        self.by.setProperty("kind", "chip")
        self.by.setToolTip(_("What the passages are grouped by"))
        menu = QMenu(self.by)
        group = QActionGroup(menu)
        self._by_actions = {}
        for by, name in BY_NAMES.items():
            made = choice(menu, _(name), partial(self._choose_by, by))
            group.addAction(made)
            menu.addAction(made)
            self._by_actions[by] = made
        self.by.setMenu(menu)
        self._by = By.GROUP
        return menu

    def _arrange(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips, spacing=px(6))
        self._in_flow: list[QPushButton] = []
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._chips, 1)
        row.addWidget(self.by, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_SIDE), px(12), px(_SIDE + 11), px(4))
        column.setSpacing(px(5))
        column.addWidget(self.name)
        column.addWidget(self.definition)
        column.addSpacing(px(2))
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.counts)
        self._refill()

    def _refill(self) -> None:
        """The chips in their order: further codes, parts of the material, ways to add."""
        for chip in self._in_flow:
            self._flow.removeWidget(chip)
        chips = [self.under, *self.terms.chips, self.terms.add]
        chips += [*self.filters.chips.values(), self.filters.more]
        self._in_flow = chips
        for chip in chips:
            self._flow.addWidget(chip)
            chip.setVisible(chip is not self.under or not self.under.isHidden())
        before: QWidget = self.definition
        for chip in (*chips, self.by):
            QWidget.setTabOrder(before, chip)
            before = chip
        self._chips.updateGeometry()

    def dress(self) -> None:
        """In the theme and size of now."""
        theme = current_theme()
        self.name.dress()
        self.definition.setStyleSheet(
            "#definition { background: transparent; border: 1px solid transparent;"
            f" border-radius: 5px; padding: 0; color: {theme.soft_ink}; }}"
            f"#definition:focus {{ background: {theme.raised}; border-color: {theme.accent}; }}"
        )

    # Showing

    def show_code(self, code: Code, *, has_sub_codes: bool, can_write: bool) -> None:
        """Show what is to be known of the code."""
        self.name.show_name(code.name, editable=can_write)
        self.definition.show_note(code.id, code.definition, editable=can_write)
        self.under.setVisible(has_sub_codes)
        self._chips.updateGeometry()

    def show_by(self, by: By) -> None:
        """Show what the passages are grouped by."""
        self._by = by
        self._by_actions[by].setChecked(True)
        self.by.setText(_(BY_NAMES[by]))
        self.by.setAccessibleName(_("Grouped {by}").format(by=_(BY_NAMES[by])))

    def show_words(self, words: str, counts: str) -> None:
        """Say what is shown, and how much that is."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.counts.setText(counts)
        self.counts.setAccessibleName(counts)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what the codebook shows as well, where the list needs the room."""
        self.definition.setVisible(not compact)

    @property
    def grouped_by(self) -> By:
        """What the passages are grouped by."""
        return self._by

    def _choose_by(self, by: By) -> None:
        if by != self._by:
            self.show_by(by)
            self.asked.emit()
