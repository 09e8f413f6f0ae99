"""The lists of a plan: what was found of each kind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qualcode.core.merge.match import SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.plan import Plan
from qualcode.core.merge.told import told_once
from qualcode.core.translate import _
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.merging.asked import Asked
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.gone import GoneMarks
from qualcode.shell.pages.team.merging.listed import Listed
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.section import Section, thing
from qualcode.shell.pages.team.merging.words import share
from qualcode.shell.pages.team.plain_table import Row

_NUMBERS_OF_MARKS = (1, 2, 3, 4)


class DocumentsSection(Section):
    """Which documents are the same, and how surely."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Documents"),
            _(
                "Documents are known again by where they come from, by their text, or by a text that "
                "is nearly the same. Each mark goes to the same words."
            ),
            deciding,
            parent,
        )
        self.matched = Listed(
            _("Matched by their texts"),
            _("All documents that are in both were the same from the beginning."),
            (
                *(_("Here"), _("In the file"), _("How alike"), _("Known by")),
                *(_("Wording that stands"), _("File")),
            ),
            self,
        )
        self.asked = Asked(deciding, SAME_DOCUMENT, self, most=4)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.matched, 1)
        self.column.addStretch(0)

    def follow(self, looked: Looked) -> None:
        self.matched.show_rows(
            [
                Row(
                    (
                        *(*pair.names, share(pair.likeness), _known_by(pair.by)),
                        *(_standing(pair.stands), file.file),
                    ),
                    pair.ours,
                )
                for file in looked.plan.files
                for pair in told_once(file.matches)
                if pair.table == "documents"
            ]
        )


class CodesSection(Section):
    """Codes and other things that are the same, or perhaps are."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Codes"),
            _("Codes of one name under the same category are one; those of nearly one are asked."),
            deciding,
            parent,
        )
        self.persons = Asked(deciding, SAME_CODER, self, most=4)
        self.asked = Asked(deciding, SAME_CODE, self)
        self.matched = Listed(
            _("Taken as the same"),
            _("All codes that are in both were the same from the beginning."),
            (_("What"), _("Here"), _("In the file"), _("Known by"), _("File")),
            self,
        )
        self.column.addWidget(self.persons)
        self.column.addWidget(self.asked, 2)
        self.column.addWidget(self.matched, 1)
        self.column.addStretch(0)

    def follow(self, looked: Looked) -> None:
        self.asked.setVisible(bool(self.deciding.questions[SAME_CODE]))
        self.matched.show_rows(
            [
                Row((thing(pair.table), *pair.names, _known_by(pair.by), file.file), pair.ours)
                for file in looked.plan.files
                for pair in told_once(file.matches)
                if pair.table != "documents"
            ]
        )


class MarksSection(Section):
    """Whose marks come in, and how surely those were found that moved."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Marks"), _("Every mark keeps the evaluator who made it."), deciding, parent
        )
        self.whose = Listed(
            _("By evaluator"),
            _("Nobody has coded anything yet."),
            (_("Evaluator"), _("Here now"), _("New"), _("Deleted"), _("After")),
            self,
            numbers=_NUMBERS_OF_MARKS,
        )
        self.moved = Listed(
            _("Passages found in another wording of their text"),
            _("No text has another wording: all marks are at the words they were put on."),
            (_("How surely"), _("New"), _("Here already")),
            self,
            numbers=(1, 2),
        )
        self.unsure = Listed(
            _("Not word for word: look at these after the merge"),
            "",
            (_("Document"), _("Evaluator"), _("Codes"), _("How surely")),
            self,
            numbers=(3,),
        )
        self.gone = GoneMarks(self)
        self.column.addWidget(self.whose, 1)
        self.column.addWidget(self.gone, 1)
        self.column.addWidget(self.moved, 1)
        self.column.addWidget(self.unsure, 1)
        self.column.addStretch(0)

    def _show_unsure(self, plan: Plan) -> None:
        lines = [one for file in plan.files for one in file.unsure]
        self.unsure.show_rows(
            [
                Row(
                    (one.document, one.coder, ", ".join(one.codes), share(one.certainty)),
                    one.segment_id,
                )
                for one in lines
            ]
        )
        self.unsure.setVisible(bool(lines))

    def follow(self, looked: Looked) -> None:
        plan = looked.plan
        self._show_unsure(plan)
        before = {one.coder_id: one.before for one in plan.files[0].evaluators}
        together: dict[str, list[int]] = {}
        names = {}
        for one in (one for file in plan.files for one in file.evaluators):
            names[one.coder_id] = one.name
            sums = together.setdefault(one.coder_id, [0, 0])
            sums[0] += one.added
            sums[1] += one.deleted
        rows = []
        for coder, (added, gone) in together.items():
            now = before.get(coder, 0)
            numbers = (now, added, gone, now + added - gone)
            rows.append(Row((names[coder], *map(str, numbers)), coder))
        self.whose.show_rows(rows)
        self.gone.show_marks(looked)
        tenths = _how_surely(plan)
        self.moved.show_rows(
            [
                Row((_surely(tenth), *map(str, tenths[tenth])))
                for tenth in sorted(tenths, reverse=True)
            ]
        )


class UnplacedSection(Section):
    """Passages whose words were not found surely enough."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Unplaced"),
            _(
                "Passages whose words are not found surely enough come in without a place. After the "
                "merge you find them under “Passages without a place” in the View menu, and put each "
                "where it belongs."
            ),
            deciding,
            parent,
        )
        self.listed = Listed(
            _("Passages without a place"),
            _("Every passage was found."),
            (_("Document"), _("Evaluator"), _("Codes"), _("Words"), _("How surely")),
            self,
            numbers=(3,),
        )
        self.column.addWidget(self.listed, 1)
        self.column.addStretch(0)

    def follow(self, looked: Looked) -> None:
        self.listed.show_rows(
            [
                Row(
                    (
                        one.document,
                        one.coder,
                        ", ".join(one.codes),
                        str(one.words),
                        share(one.certainty),
                    ),
                    one.segment_id,
                )
                for file in looked.plan.files
                for one in file.unplaced
            ]
        )


class MemosSection(Section):
    """Memos that only the other side has."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Memos"),
            _("Memos and pages of the research journal stay apart, with their authors."),
            deciding,
            parent,
        )
        self.listed = Listed(
            _("Only in the file"),
            _("The file has no memos but those that are in your project already."),
            (_("Evaluator"), _("Written"), _("Memo")),
            self,
        )
        self.column.addWidget(self.listed, 1)
        self.column.addStretch(0)

    def follow(self, looked: Looked) -> None:
        rows = [
            Row((memo.coder, day_and_time(memo.created), memo.title or " ".join(memo.text.split())))
            for source in looked.sources
            for memo in source.memos
        ]
        self.listed.show_rows(rows)


def _how_surely(plan: Plan) -> dict[int, list[int]]:
    """How many passages that come, and that were here, are found how surely: each as the last file
    leaves it."""
    came = frozenset[str]().union(*(file.came for file in plan.files))
    last: dict[str, int] = {}
    for file in plan.files:
        last |= {**file.moved, **file.carried}
    tenths: dict[int, list[int]] = {}
    for one, tenth in last.items():
        tenths.setdefault(tenth, [0, 0])[one not in came] += 1
    return tenths


def _known_by(by: str) -> str:
    known = {
        "text": _("the same text"),
        "aligned text": _("a text nearly the same"),
        "name": _("the same name"),
        "label": _("the same speaker in the same document"),
        "identity": _("the same answer to a survey"),
    }
    return known.get(by, _("a decision"))


def _standing(stands: int | None) -> str:
    if stands is None:
        return ""
    return _("that in the file") if stands else _("that in the project")


def _surely(tenth: int) -> str:
    if tenth >= 10:
        return _("word for word")
    return _("{low}–{high} %").format(low=tenth * 10, high=tenth * 10 + 9)
