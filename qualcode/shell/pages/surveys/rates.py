"""Response rates: how many were invited and declined is written in, wave below wave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.survey_groups import (
    GroupBy,
    GroupRates,
    ask_if_the_same,
    perhaps_the_same,
    rates_by,
    way_told,
    ways,
)
from qualcode.core.model import Survey
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.translate import _
from qualcode.shell.models.survey_rates import Column, RatesModel
from qualcode.shell.pages.surveys.tables import WholeRows
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class RatesPart(QWidget):
    """The waves of one survey."""

    def __init__(self, session: Session, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._notice = notice
        self._survey: Survey | None = None
        self._waves: Sequence[Survey] = ()
        self._ways: Sequence[GroupBy] = ()
        self.by = QComboBox(self)
        self.by.setAccessibleName(_("Invited are counted by"))
        self.by.activated.connect(self._read)
        self.note = self._told_softly()
        self.alike = self._told_softly()
        self.alike.hide()
        self.model = RatesModel(self)
        self.model.told.connect(self._tell)
        self.model.refused.connect(self._notice.warn)
        self.table = WholeRows(_("Response rates"), self.model, Column.RATE, self)
        self._lay_out()

    def _told_softly(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(label, "soft")
        return label

    def _lay_out(self) -> None:
        label = QLabel(_("&Invited are counted by"), self)
        label.setBuddy(self.by)
        set_kind(label, "soft")
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(label)
        top.addWidget(self.by)
        top.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(6), px(14), 0)
        column.setSpacing(px(6))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.alike)

    # What is shown

    def show_survey(self, survey: Survey | None, waves: Sequence[Survey]) -> None:
        """Show this survey with its other waves, counted as was told of it last."""
        project = self._session.project
        other = survey is None or self._survey is None or survey.id != self._survey.id
        before = None if other else self.way
        self._survey, self._waves = survey, waves
        self._ways = ways(project.db, survey.id) if project and survey else []
        self.by.clear()
        self.by.addItems([one.name for one in self._ways])
        if before is None and project and survey:
            told = way_told(project.db, survey.id)
            places = [(one.how, one.attribute_id) for one in self._ways]
            self.by.setCurrentIndex(places.index(told) if told in places else 0)
        elif before in self._ways:
            self.by.setCurrentIndex(self._ways.index(before))
        self._read()

    @property
    def way(self) -> GroupBy | None:
        """What the invited are counted by."""
        at = self.by.currentIndex()
        return self._ways[at] if 0 <= at < len(self._ways) else None

    def _read(self) -> None:
        project, way = self._session.project, self.way
        current = self.table.currentIndex()
        if project is None or way is None:
            self.model.show([])
            self.alike.hide()
            return
        self.model.show([rates_by(project.db, wave.id, way) for wave in self._waves])
        self.table.setColumnHidden(Column.WAVE, len(self._waves) < 2)
        self.table.setColumnHidden(Column.GROUP, self.model.rowCount() == len(self._waves))
        row = min(max(current.row(), 0), self.model.rowCount() - 1)
        self.table.setCurrentIndex(self.model.index(row, max(current.column(), Column.INVITED)))
        self._show_note(way)
        self._show_alike(project.db, way)

    def _show_note(self, way: GroupBy) -> None:
        """That figures are there that are counted otherwise: what is written takes their place."""
        project, survey = self._session.project, self._survey
        if project is None or survey is None:
            return
        told = way_told(project.db, survey.id)
        other = next((one for one in self._ways if (one.how, one.attribute_id) == told), None)
        is_other = other is not None and told != (way.how, way.attribute_id)
        has_other = is_other and bool(
            [row for row in rates_by(project.db, survey.id, other).rows if row.invited is not None]
            if other
            else []
        )
        self.note.setText(
            _("Numbers are there by “{way}”. What is written here takes their place.").format(
                way=other.name
            )
            if has_other and other
            else ""
        )

    def _show_alike(self, db: Database, way: GroupBy) -> None:
        """Groups of the rows that are shown which are perhaps one, spelled in two ways."""
        asked = [
            ask_if_the_same(*pair)
            for wave in self._waves
            if way_told(db, wave.id) == (way.how, way.attribute_id)
            for pair in perhaps_the_same(db, wave.id)
        ]
        self.alike.setText("\n".join(dict.fromkeys(asked)))
        self.alike.setVisible(bool(asked))

    # What is told

    def _tell(self, rates: GroupRates, figures: Sequence[Figures]) -> None:
        by = rates.by
        done = self._session.run(
            set_invitations, rates.survey.id, by.how, figures, attribute_id=by.attribute_id
        )
        if done is None:
            self._read()
