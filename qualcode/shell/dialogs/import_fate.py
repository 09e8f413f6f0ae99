"""What is to be done with a file that is in the project already, or was in another version."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from qualcode.core.operations.correction_plan import CorrectionPlan
from qualcode.core.operations.margin_known import Known
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.import_file import CORRECT, LEAVE, TAKE_IN, ImportFile
from qualcode.shell.theme import set_kind


class FateBar(QWidget):
    """A choice between leaving a file out, bringing it in, and correcting a document with it.

    Signals: chosen(fate): another was chosen.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(_("&What to do"), self)
        set_kind(label, "soft")
        self.box = QComboBox(self)
        self.box.setAccessibleName(_("What to do"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda _row: self.chosen.emit(self.box.currentData()))
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addStretch(1)
        self.hide()

    def show_file(self, file: ImportFile) -> None:
        """Show what can be done with a file, if there is a choice."""
        self.box.clear()
        for fate in file.choices:
            self.box.addItem(_name(fate, file), fate)
        self.box.setCurrentIndex(self.box.findData(file.fate))
        self.setVisible(len(file.choices) > 1 and not file.refusal and not file.left_out)


def _name(fate: str, file: ImportFile) -> str:
    if fate == LEAVE:
        return _("Leave it out")
    if fate == TAKE_IN:
        known = file.margin.known
        return _("Take its comments into “{title}”").format(title=known.title if known else "")
    if fate == CORRECT:
        title = file.earlier[1] if file.earlier else ""
        return _("Correct “{title}” with it").format(title=title)
    if file.already or file.twice:
        return _("Import it once more")
    if file.is_guide or file.same_text or file.same_here:
        return _("Import it all the same")
    return _("Import it as another document")


def notes_of(file: ImportFile) -> list[str]:
    """What is to be known before choosing."""
    here = _("This very file is in the project already, as “{title}”.")
    twice = _("This very file is in the list already, as “{title}”.")
    found = [here.format(title=title) for title in file.already]
    found += [twice.format(title=title) for title in file.twice]
    found += _of_others(file) if not found else []
    known = file.margin.known
    if known is not None:
        found.append(_of_known(known))
    elif file.same_here and not found:
        same = _("“{title}” has this text already.")
        found += [same.format(title=title) for title in file.same_here]
    elif file.earlier and not found:
        found.append(_of_earlier(file).format(title=file.earlier[1]))
    if file.left_out:
        return [_("It is left out.")]
    takes = file.fate in (TAKE_IN, CORRECT)
    if takes and file.margin.new is not None and file.margin.sheet:
        found.append(_of_new(file.margin.new, len(file.margin.sheet.margin.comments)))
    if file.fate == CORRECT and file.planned:
        found.append(file.planned)
    return found


def _of_others(file: ImportFile) -> list[str]:
    """What it is to the other files of the import."""
    if file.is_guide:
        return [
            _("This is the interview guide whose questions are looked for: it is no interview.")
        ]
    same = _("“{title}” comes in with this text already.")
    return [same.format(title=title) for title in file.same_text]


def _of_earlier(file: ImportFile) -> str:
    if file.is_newer:
        return _(
            "This is a new version of “{title}”: nearly all of the text is the same. The document "
            "is corrected with it, and all its marks go along."
        )
    return _(
        "“{title}” came from a file of this name with other contents. If this is a new version "
        "of it, it can be corrected: all its marks go along."
    )


def _of_new(new: int, number: int) -> str:
    """How many of its comments are new."""
    if not new:
        return _("None of its comments is new.")
    text = ngettext(
        "{new} of its {number} comments is new.", "{new} of its {number} comments are new.", new
    )
    return text.format(new=new, number=max(new, number))


def _of_known(known: Known) -> str:
    if known.is_same:
        return _(
            "“{title}” has this text. What the file’s comments add can be taken into it; what is "
            "coded there already is not doubled."
        ).format(title=known.title)
    return _(
        "“{title}” has most of this text. What the file’s comments add can be taken into it, and "
        "its text stays as it is; or its text can be corrected too."
    ).format(title=known.title)


def sentence_of(plan: CorrectionPlan) -> str:
    """What correcting would do, in a sentence."""
    gets = len(plan.touched) - len(plan.lost)
    places = ngettext("{number} place differs", "{number} places differ", plan.places)
    touched = ngettext(
        "{number} passage gets other words",
        "{number} passages get other words",
        gets,
    )
    lost = ngettext(
        "{number} keeps its words but has no place any more",
        "{number} keep their words but have no place any more",
        len(plan.lost),
    )
    parts = ((places, plan.places), (touched, gets), (lost, len(plan.lost)))
    said = [text.format(number=number) for text, number in parts if number]
    if not gets and not plan.lost:
        said.append(_("no passage is touched"))
    return _("{what}.").format(what="; ".join(said))
