"""The Edit menu: undo, redo, copy, settings and who one is."""

from functools import partial
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QMenu

from qualcode.core.model import Coder
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.operations.coders import edit_coder
from qualcode.core.operations.labels import label
from qualcode.core.store import journal
from qualcode.core.translate import _, language, ngettext
from qualcode.shell.at_keyboard import is_named
from qualcode.shell.commands.actions import action, choice, plain
from qualcode.shell.disc import disc_icon
from qualcode.shell.icons import line_icon
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import Appearance

#: what one may call the settings, in the language that one has or the one that one wants
_OF_SETTINGS: Final = (
    "language svenska swedish english engelska språk theme tema dark mörkt light ljust contrast "
    "kontrast size storlek text preferences inställningar options alternativ"
)


class EditCommands(QObject):
    """Attributes: undo, redo, copy, settings, who: the actions."""

    def __init__(self, session: Session, appearance: Appearance, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._appearance = appearance
        self._window = window
        self._make_actions()
        self.refresh()

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.undo = action(self, _("&Undo"), self.undo_step, shortcut=keys.Undo)
        self.redo = action(
            self, _("&Redo"), self._session.redo, shortcut=("Ctrl+Shift+Z", "Ctrl+Y")
        )
        self.undo.setData(_("Undo"))
        self.redo.setData(_("Redo"))
        self.copy = action(
            self, _("&Copy"), copy_focused, shortcut=keys.Copy, tip=_("Copy what is selected")
        )
        self.settings = action(
            self,
            _("&Settings…"),
            self.ask_settings,
            shortcut="Ctrl+,",
            tip=_("Language, theme and the size of texts"),
            role=QAction.MenuRole.PreferencesRole,
        )
        self.settings.setProperty("also", _OF_SETTINGS)
        self.who = action(
            self,
            _("&Who are you?"),
            self.show_who,
            tip=_("Correct your name, or let somebody else go on"),
        )

    def refresh(self) -> None:
        """Name what undo and redo would do, and draw their icons in the theme's ink."""
        session, theme = self._session, self._appearance.theme
        undo, redo = session.undo_label(), session.redo_label()
        self.undo.setText(_("&Undo: {label}").format(label=plain(undo)) if undo else _("&Undo"))
        self.redo.setText(_("&Redo: {label}").format(label=plain(redo)) if redo else _("&Redo"))
        self.undo.setIconText(_("Undo: {label}").format(label=plain(undo)) if undo else _("Undo"))
        self.redo.setToolTip(_("Redo: {label}").format(label=redo) if redo else _("Redo"))
        self.undo.setToolTip(_("Take back the last thing that was done (Ctrl+Z)"))
        self.undo.setStatusTip(_("Take back the last thing that was done"))
        self.redo.setStatusTip(_("Do again what was undone last"))
        self.undo.setIcon(line_icon("undo", theme, px(16)))
        self.redo.setIcon(line_icon("redo", theme, px(16)))
        self.undo.setEnabled(session.can_write and undo is not None)
        self.redo.setEnabled(session.can_write and redo is not None)
        self.who.setEnabled(bool(session.settings.coder_name))

    def undo_step(self) -> None:
        """Undo; another evaluator's step only if that is wanted."""
        self._session.settle()
        entry = self._session.next_undo()
        if entry is not None and entry.coder_id != self._session.coder_id:
            from qualcode.shell.dialogs.question import Question

            words = words_of_step(self._session, entry)
            if not Question.ask(_("Undo another’s step"), words, _("Undo it"), self._window):
                return
        self._session.undo()

    def ask_settings(self) -> None:
        from qualcode.shell.dialogs.settings import SettingsDialog

        SettingsDialog.ask(self._session, self._window)

    # Who one is

    def current(self) -> Coder | None:
        """The evaluator at the keyboard, as the open project knows them."""
        from qualcode.core.store import coders

        project, coder_id = self._session.project, self._session.coder_id
        return None if project is None or coder_id is None else coders.get(project.db, coder_id)

    def show_who(self, place: QPoint | None = None) -> None:
        """The evaluators of the project to choose from, and two ways to say something else."""
        menu = self.who_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place or self._window.mapToGlobal(QPoint(80, 80)))

    def who_menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAccessibleName(_("Who are you?"))
        self._add_coders(menu)
        correct = action(menu, _("&Correct my name…"), self.ask_correction)
        correct.setEnabled(self._session.project is None or self._session.can_write)
        menu.addAction(correct)
        menu.addAction(action(menu, _("&Somebody else…"), self.ask_other))
        return menu

    def _add_coders(self, menu: QMenu) -> None:
        from qualcode.core.store import coders

        project = self._session.project
        if project is None:
            return
        group = QActionGroup(menu)
        for coder in coders.all_coders(project.db):
            if coder.role == CONSENSUS:  # what several agreed on is nobody's own work
                continue
            one = choice(menu, plain(coder.name), partial(self.become, coder))
            one.setIcon(disc_icon(coder.initials, coder.colour, self._appearance.theme))
            one.setChecked(coder.id == self._session.coder_id)
            group.addAction(one)
            menu.addAction(one)
        menu.addSeparator()

    def become(self, coder: Coder) -> None:
        """Go on as this evaluator of the project."""
        values = {"name": coder.name, "initials": coder.initials, "colour": coder.colour}
        self._session.remember(**{f"coder_{name}": value for name, value in values.items()})
        self._session.become(coder)

    def ask_correction(self) -> None:
        from qualcode.shell.dialogs.who_are_you import Answer, WhoAreYouDialog

        stored, coder = self._session.settings, self.current()
        now = (
            Answer(coder.name, coder.initials, coder.colour)
            if coder
            else Answer(stored.coder_name, stored.coder_initials, stored.coder_colour)
        )
        answer = WhoAreYouDialog.ask(
            _("Correct my name"), now, self._appearance.theme, self._window
        )
        if answer is None or answer == now:
            return
        values = {"name": answer.name, "initials": answer.initials, "colour": answer.colour}
        if coder is not None and self._session.run(edit_coder, coder.id, **values) is None:
            return
        if coder is None or is_named(coder, stored.coder_name):
            self._session.remember(**{f"coder_{name}": value for name, value in values.items()})

    def ask_other(self) -> None:
        from qualcode.shell.dialogs.who_are_you import Answer, WhoAreYouDialog

        answer = WhoAreYouDialog.ask(
            _("Who are you?"), Answer("", "", ""), self._appearance.theme, self._window
        )
        if answer is not None:
            self._session.set_coder(answer.name, initials=answer.initials, colour=answer.colour)


def words_of_step(session: Session, entry: journal.Entry) -> str:
    """What was done, by whom and when, and how much it is that would be taken back."""
    assert session.project is not None, "a step is told of a project that is not open"
    counts = journal.table_counts(session.project.db, entry.seq)
    parts = [
        ngettext("{number} document", "{number} documents", counts.get("documents", 0)),
        ngettext("{number} code", "{number} codes", counts.get("codes", 0)),
        ngettext("{number} mark", "{number} marks", counts.get("codings", 0)),
        ngettext("{number} person", "{number} persons", counts.get("persons", 0)),
    ]
    tables = ("documents", "codes", "codings", "persons")
    found = [
        part.format(number=counts[table])
        for table, part in zip(tables, parts, strict=True)
        if counts.get(table)
    ]
    number = sum(counts.values())
    other = ngettext("{number} row", "{number} rows", number).format(number=number)
    return _(
        "The last step is not yours. {evaluator} did it on {time}: {step} ({what}). Undo it all "
        "the same? It can be done again."
    ).format(
        evaluator=session.name_of(entry.coder_id),
        time=local_time(entry.time),
        step=label(entry.operation, entry.subject),
        what=", ".join(found) or other,
    )


def local_time(stored: str) -> str:
    """A moment as one writes it here; stored times are UTC."""
    moment = QDateTime.fromString(stored, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale(language()).toString(moment, QLocale.FormatType.ShortFormat)


def copy_focused() -> None:
    """Copy from the field, the text or the list that has the keyboard."""
    widget = QApplication.focusWidget()
    copy = getattr(widget, "copy", None)
    if callable(copy):
        copy()
    elif isinstance(widget, QAbstractItemView):
        QApplication.clipboard().setText(str(widget.currentIndex().data() or ""))
