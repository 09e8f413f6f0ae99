"""A new project: its name, where its file will be, and the language of what is written from it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from qualcode.core.project import SUFFIX
from qualcode.core.translate import LANGUAGES, _, language
from qualcode.shell.dialogs.files import Kind, ask_folder, start_folder
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.languages import own_name
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: What Windows does not let a file be called; elsewhere only / is impossible.
_IMPOSSIBLE = set('<>:"/\\|?*')


@dataclass(frozen=True)
class NewProject:
    """What the new project is to be."""

    name: str
    path: Path
    language: str


class NewProjectDialog(FormDialog):
    """Type a name, press Enter: the rest has a proposal."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            _("New project"),
            _("Create"),
            parent,
            explanation=_(
                "A project is one file that holds everything: transcripts, codes and marks. "
                "You can move it, copy it and mail it like any other file."
            ),
        )
        self._session = session
        self._folder = start_folder(session, Kind.PROJECTS)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("What is evaluated, for instance"))
        self.add_field(_("&Name"), self.name)
        self.add_field(_("&Folder"), self._folder_row())
        self.language = language_box(language(), self)
        self.add_field(_("&Language of reports"), self.language)
        self._where = sentence("", "label")
        self.form.addRow("", self._where)
        self.name.textChanged.connect(self._show)
        self.set_size(520)
        self._show()

    def _folder_row(self) -> QWidget:
        row = QWidget(self)
        row.setAccessibleName(_("Folder"))
        self._folder_label = QLabel(row)
        self._folder_label.setWordWrap(True)
        self.choose = QPushButton(_("C&hoose…"), row)
        self.choose.setAccessibleName(_("Choose a folder"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose_folder)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._folder_label, 1)
        line.addWidget(self.choose)
        row.setFocusProxy(self.choose)
        return row

    def _choose_folder(self) -> None:
        title = _("Folder of the new project")
        folder = ask_folder(self._session, self, title, Kind.PROJECTS, self._folder)
        if folder is not None:
            self._folder = folder
            self._show()

    def _show(self) -> None:
        self._folder_label.setText(str(self._folder))
        self._folder_label.setAccessibleName(str(self._folder))
        name = self.answer().name
        path = self.answer().path
        taken = bool(name) and path.exists()
        self.complain(
            _("There is already a file “{file}”. Choose another name.").format(file=path.name)
            if taken
            else ""
        )
        self.accept_button.setEnabled(bool(name) and not taken)
        where = _("The file will be called “{file}”.").format(file=path.name) if name else ""
        self._where.setText(where)
        self._where.setAccessibleName(where)

    def answer(self) -> NewProject:
        name = " ".join(self.name.text().split())
        file = "".join("-" if sign in _IMPOSSIBLE else sign for sign in name).strip(" .")
        return NewProject(name, self._folder / f"{file}{SUFFIX}", self.language.currentData())

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None) -> NewProject | None:
        """What to create, or None."""
        dialog = cls(session, parent)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.answer() if accepted else None


def language_box(chosen: str, parent: QWidget) -> QComboBox:
    """The languages there are, each by its own name."""
    box = QComboBox(parent)
    for code in LANGUAGES:
        box.addItem(own_name(code), code)
    box.setCurrentIndex(box.findData(chosen))
    return box


class ProjectDialog(FormDialog):
    """The project's own name, language and evaluation questions."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        from PySide6.QtWidgets import QPlainTextEdit

        super().__init__(_("Project details"), _("Save"), parent)
        if session.project is None:
            raise ValueError("no project is open")
        info = session.project.info
        self.name = QLineEdit(info.name, self)
        self.add_field(_("&Name"), self.name)
        self.language = language_box(info.language, self)
        self.add_field(_("&Language of reports"), self.language)
        self.questions = QPlainTextEdit(info.questions or "", self)
        self.questions.setTabChangesFocus(True)
        self.questions.setPlaceholderText(_("One on each line"))
        self.add_field(_("&Evaluation questions"), self.questions)
        self.column.setStretchFactor(self.form, 1)
        set_kind(self.accept_button, "primary")
        self.name.textChanged.connect(self._check)
        self.set_size(560, 360)

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.name.text().strip()))

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None) -> None:
        """Edit them, as one operation."""
        from qualcode.core.operations.project_details import edit_project

        dialog = cls(session, parent)
        if dialog.exec():
            session.run(
                edit_project,
                name=dialog.name.text(),
                language=dialog.language.currentData(),
                questions=dialog.questions.toPlainText(),
            )
        dialog.deleteLater()
