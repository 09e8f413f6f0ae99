"""Who is at the keyboard: asked once, at the first start, and changed when somebody else sits down.

Every mark has an author. That is why the program asks before anything can be done.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.model import Coder
from qualcode.core.model.coder import initials_of
from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import _
from qualcode.shell.account import full_name
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.disc import disc_icon, swatch_icon
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import Theme, set_kind

_MOST_INITIALS = 3
_DISC = 40
_SWATCH = 14
#: The second of the palette: a calm one, as a project gives its first evaluator.
_FIRST_COLOUR = 1


@dataclass(frozen=True)
class Answer:
    """Who somebody says they are."""

    name: str
    initials: str
    colour: str


class PersonFields(QWidget):
    """Name, initials and colour, with the disc as it will look.

    Signals: changed(): something was edited.
    """

    changed = Signal()

    def __init__(self, start: Answer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = QLineEdit(start.name, self)
        self.name.setPlaceholderText(_("First and last name"))
        self.initials = QLineEdit(start.initials or _initials(start.name), self)
        self.initials.setMaxLength(_MOST_INITIALS)
        self.colour = _colours(theme, start.colour, self)
        self._disc = QLabel(self)
        self._disc.setAccessibleName(_("How your marks are signed"))
        self._own_initials = start.initials not in ("", _initials(start.name))
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(10)
        for text, field in (
            (_("&Name"), self.name),
            (_("&Initials"), self.initials),
            (_("&Colour"), self.colour),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            rows.addRow(label, field)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(18)
        whole.addLayout(rows, 1)
        whole.addWidget(self._disc)
        self.name.textChanged.connect(self._name_edited)
        self.initials.textEdited.connect(self._initials_edited)
        self.colour.currentIndexChanged.connect(self._show)
        self._show()

    def set_answer(self, answer: Answer) -> None:
        """Put this in the fields."""
        self._own_initials = answer.initials not in ("", _initials(answer.name))
        self.name.setText(answer.name)
        self.initials.setText(answer.initials)
        self.colour.setCurrentIndex(max(0, self.colour.findData(answer.colour)))

    def answer(self) -> Answer:
        name = " ".join(self.name.text().split())
        initials = self.initials.text().strip() or initials_of(name)
        return Answer(name, initials, self.colour.currentData())

    def _name_edited(self, name: str) -> None:
        if not self._own_initials:
            self.initials.setText(_initials(name))
        self._show()

    def _initials_edited(self, initials: str) -> None:
        self._own_initials = bool(initials.strip())
        self._show()

    def _show(self) -> None:
        answer = self.answer()
        size = px(_DISC)
        icon = disc_icon(answer.initials, answer.colour, self._theme, size)
        self._disc.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatio()))
        self.changed.emit()


def _initials(name: str) -> str:
    return initials_of(name) if name.strip() else ""


def _colours(theme: Theme, chosen: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setIconSize(QSize(px(_SWATCH), px(_SWATCH)))
    for colour in PALETTE:
        icon: QIcon = swatch_icon(theme.code_colour(colour.light), px(_SWATCH))
        box.addItem(icon, colour.shown_name(), colour.light)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def proposal() -> Answer:
    """The name that the computer knows the person by, if it knows one."""
    name = full_name()
    return Answer(name, _initials(name), PALETTE[_FIRST_COLOUR].light)


class WhoAreYouPage(QWidget):
    """The first thing one sees, within the window.

    Signals: answered(Answer)
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Who are you?"))
        title = QLabel(_("Who are you?"), self)
        set_kind(title, "title")
        self._owner = QLabel(self)
        self._owner.setTextFormat(Qt.TextFormat.PlainText)
        self._owner.setWordWrap(True)
        self._owner.hide()
        self._known = self._proposed = proposal()
        self.fields = PersonFields(self._known, theme, self)
        self.go_on = QPushButton(_("Go on"), self)
        self.go_on.setAccessibleName(_("Go on"))
        set_kind(self.go_on, "primary")
        self.go_on.clicked.connect(self._answer)
        self.fields.changed.connect(self._check)
        for field in (self.fields.name, self.fields.initials):
            field.returnPressed.connect(self._answer)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(sentence(why()))
        column.addWidget(self._owner)
        column.addWidget(self.fields)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.go_on)
        column.addLayout(bottom)
        centre_in(self, column, px(440))
        self.setFocusProxy(self.fields.name)
        self.fields.name.selectAll()
        self._check()

    def propose(self, owner: Coder | None) -> None:
        """Propose the one for whom the open copy was made, where the computer knows no name and
        nobody has written one. Without a copy, propose nobody."""
        may = not self._known.name and self.fields.answer() == _answered(self._proposed)
        self._owner.setVisible(owner is not None and may)
        if not may:
            return
        self._proposed = self._known
        if owner is not None:
            self._owner.setText(
                _("This copy was made for {name}. Write your own name if that is not you.").format(
                    name=owner.name
                )
            )
            self._proposed = Answer(owner.name, owner.initials, owner.colour)
        self.fields.set_answer(self._proposed)
        self.fields.name.selectAll()

    def _check(self) -> None:
        self.go_on.setEnabled(bool(self.fields.answer().name))

    def _answer(self) -> None:
        if self.go_on.isEnabled():
            self.answered.emit(self.fields.answer())


def _answered(proposed: Answer) -> Answer:
    """What the fields say when they were left as they were proposed."""
    return replace(proposed, initials=proposed.initials or initials_of(proposed.name))


def why() -> str:
    return _(
        "Every mark, code and comment is signed, so that several evaluators can work on one "
        "material and each can see who did what. Your name stays in your projects: nothing is "
        "sent anywhere."
    )


def centre_in(page: QWidget, column: QVBoxLayout, width: int) -> None:
    """A narrow column in the middle of a wide page, a third of the way down."""
    middle = QWidget(page)
    middle.setMaximumWidth(width + 120)
    middle.setMinimumWidth(width)
    column.setContentsMargins(20, 20, 20, 20)
    middle.setLayout(column)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(middle, 10)
    across.addStretch(1)
    down = QVBoxLayout(page)
    down.addStretch(2)
    down.addLayout(across)
    down.addStretch(3)


class WhoAreYouDialog(FormDialog):
    """The same, later: to correct one's own name, or because somebody else sits here now."""

    def __init__(self, title: str, start: Answer, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(title, _("Save"), parent, explanation=why())
        self.fields = PersonFields(start, theme, self)
        self.form.addRow(self.fields)
        self.fields.changed.connect(self._check)
        self.set_size(460)
        self.fields.name.setFocus()
        self.fields.name.selectAll()
        self._check()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.fields.answer().name))

    @classmethod
    def ask(cls, title: str, start: Answer, theme: Theme, parent: QWidget | None) -> Answer | None:
        """Who they say they are, or None if they would rather not."""
        dialog = cls(title, start, theme, parent)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.fields.answer() if accepted else None
