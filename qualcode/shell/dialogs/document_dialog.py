"""What can be said of a document: its title, what kind it is, when it is from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.model import DOCUMENT_KINDS
from qualcode.core.operations.documents import DocumentDetails, edit_document
from qualcode.core.store import documents as store
from qualcode.core.translate import LANGUAGES, _
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.dialogs.speakers_dialog import SpeakersDialog
from qualcode.shell.languages import own_name
from qualcode.shell.models.documents import kind_name
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.session import Session


class DocumentDialog(FormDialog):
    """Title, kind, language, date and wave, saved as one operation."""

    def __init__(
        self, session: Session, document_id: DocumentId, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("About the document"), _("Save"), parent)
        if session.project is None:
            raise ValueError("no project is open")
        self._session = session
        self._id = document_id
        document = store.get(session.project.db, document_id)
        self.title = QLineEdit(document.title, self)
        self.kind = self._box([(kind_name(kind), kind) for kind in DOCUMENT_KINDS], document.kind)
        self.language = self._box([(own_name(code), code) for code in LANGUAGES], document.language)
        self.date = QLineEdit(document.date or "", self)
        self.date.setPlaceholderText(_("When it was said, such as 2016-06-14"))
        self.wave = QLineEdit(document.wave or "", self)
        self.wave.setPlaceholderText(_("The round it belongs to, such as 1, or Spring"))
        self.add_field(_("&Title"), self.title)
        self.add_field(_("&Kind"), self.kind)
        self.add_field(_("&Language"), self.language)
        self.add_field(_("&Date"), self.date)
        self.add_field(_("&Wave"), self.wave)
        self.speakers = self.add_button(_("S&peakers…"), QDialogButtonBox.ButtonRole.ResetRole)
        self.speakers.setToolTip(_("Look for the speakers of the text again."))
        self.speakers.clicked.connect(self._ask_speakers)
        self.title.textChanged.connect(self._check)
        session.busy_changed.connect(self._check)
        self.resize(max(460, self.sizeHint().width()), self.sizeHint().height())
        self.title.selectAll()
        self._check()

    def _box(self, items: list[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox(self)
        for text, value in items:
            box.addItem(text, value)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _check(self) -> None:
        can_write = self._session.can_write
        self.accept_button.setEnabled(can_write and bool(self.title.text().strip()))
        self.speakers.setEnabled(can_write)

    def _ask_speakers(self) -> None:
        SpeakersDialog.ask(self._session, self._id, self)

    def answer(self) -> DocumentDetails:
        return DocumentDetails(
            title=self.title.text(),
            kind=self.kind.currentData(),
            language=self.language.currentData(),
            date=self.date.text(),
            wave=self.wave.text(),
        )

    @called_by_qt
    def accept(self) -> None:
        """Save; where that is refused, say why and stay."""
        self.complain("")
        self._session.refused.connect(self.complain)
        changes = self._session.run(edit_document, self._id, self.answer())
        self._session.refused.disconnect(self.complain)
        if changes is not None:
            super().accept()

    @classmethod
    def ask(cls, session: Session, document_id: DocumentId, parent: QWidget | None) -> None:
        """Edit what is said of a document, as one operation."""
        dialog = cls(session, document_id, parent)
        dialog.exec()
        dialog.deleteLater()
