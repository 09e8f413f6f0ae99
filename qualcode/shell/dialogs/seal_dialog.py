"""Sealing a project: said in full before it is done, for it can't be undone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.operations.sealing import SealPlan, plan_seal, seal
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.session import Session


@dataclass(frozen=True)
class Sealed:
    """What goes beside old wordings: backups, and what surveys know their respondents by."""

    backups: tuple[Path, ...] = ()
    identities: bool = False


class SealDialog(FormDialog):
    """Says what a seal removes, and which copies beside the project still hold it."""

    def __init__(self, plan: SealPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Seal the project"),
            _("&Remove the old wordings for good"),
            parent,
            explanation=_(
                "What was worded otherwise before is removed from the file: texts from before a "
                "correction, and the words of earlier notes, names and quotes in the history."
            ),
        )
        self._plan = plan
        steps = ngettext(
            "This can’t be undone, and {count} step of the history can’t be undone afterwards.",
            "This can’t be undone, and {count} steps of the history can’t be undone afterwards.",
            plan.steps,
        ).format(count=plan.steps)
        self.column.insertWidget(1, sentence(steps, "warning"))
        self.column.insertWidget(
            2,
            sentence(
                _(
                    "Marks, codes and everything else stay as they are now. Persons’ real names "
                    "stay, too, if you have not taken them off. Copies that you have sent or "
                    "stored elsewhere are not changed."
                )
            ),
        )
        self.backups = [self._box(backup.path) for backup in plan.backups]
        if self.backups:
            self.column.insertWidget(
                3, sentence(_("These backups hold the old wordings:"), "plain")
            )
            for row, box in enumerate(self.backups, 4):
                self.column.insertWidget(row, box)
        self.identities = QCheckBox(_identities(plan.identities), self)
        self.identities.setAccessibleName(self.identities.text().replace("&", ""))
        self.identities.setToolTip(
            _("Such as e-mail addresses. A later wave then brings new persons.")
        )
        self.identities.setVisible(bool(plan.identities))
        self.column.insertWidget(self.column.count() - 1, self.identities)
        self.understood = QCheckBox(_("&I understand that it can’t be undone"), self)
        self.understood.setAccessibleName(self.understood.text().replace("&", ""))
        self.understood.toggled.connect(self.accept_button.setEnabled)
        self.column.insertWidget(self.column.count() - 1, self.understood)
        self.accept_button.setEnabled(False)
        self.set_size(520)

    def _box(self, path: Path) -> QCheckBox:
        box = QCheckBox(_("Remove “{file}”").format(file=path.name.replace("&", "&&")), self)
        box.setAccessibleName(box.text())
        box.setChecked(True)
        return box

    @property
    def chosen(self) -> Sealed:
        """What is to go."""
        boxes = zip(self._plan.backups, self.backups, strict=True)
        backups = tuple(backup.path for backup, box in boxes if box.isChecked())
        return Sealed(backups, self.identities.isChecked())

    @classmethod
    def ask(cls, plan: SealPlan, parent: QWidget | None = None) -> Sealed | None:
        """What goes; None if the user thought better of it."""
        dialog = cls(plan, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen if accepted else None


def _identities(number: int) -> str:
    return ngettext(
        "Remove &what the surveys know {count} respondent by",
        "Remove &what the surveys know {count} respondents by",
        number,
    ).format(count=number)


def ask_seal(session: Session, parent: QWidget | None) -> Job | None:
    """Say what a seal does, and do it if that is wanted; the job, if it was begun."""
    project = session.project
    if project is None or not session.can_write:
        session.refused.emit(session.why_not)
        return None
    chosen = SealDialog.ask(plan_seal(project), parent)
    if chosen is None:
        return None

    def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
        return seal(
            project,
            coder_id,
            delete_backups=chosen.backups,
            identities=chosen.identities,
            progress=progress,
        )

    job = session.start_operation(_("Sealing the project…"), work)
    if job is not None:
        # It changes no row that is shown, but what can be undone; and even where it could not be
        # brought to its end, what it began with holds.
        job.over.connect(session.opened.emit)
    return job
