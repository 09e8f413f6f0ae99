"""A project in which every table is filled and every operation has been used."""

import hashlib
from pathlib import Path

from qualcode.core.ids import (
    CaseId,
    CodeId,
    CoderId,
    CodingId,
    DocumentId,
    PersonId,
    SegmentId,
    new_id,
)
from qualcode.core.importers.transcript import SpeakerGuess, Speech, Transcript
from qualcode.core.model import Affiliation, Case
from qualcode.core.operations import codes, importing, memos, passages, persons
from qualcode.core.operations.coders import add_coder, edit_coder
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.project_details import edit_project
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store

EVA = (
    "Intervjuare: Vem bestämmer?\n"
    "Eva: Vi har ett otydligt mandat ❤️, ingen vet vem som bestämmer.\n"
    "Intervjuare: Och förankringen?\n"
    "Eva: Den lokala förankringen är svag\u00a0– å, va\u030al."
)
WORKSHOP = "IP1: 👩‍👩‍👧 We share a view 1️⃣.\nIP2: Do we?\u2028I doubt it.\nIP1: Roles are unclear."
NOTES = "Minnesanteckningar\n\nRollerna är oklara.\x00 Slut."


def transcript(title: str, text: str, names: tuple[str, ...] = ()) -> Transcript:
    """Each line `Label: speech` is a turn; the labels in `names` are names of persons."""
    speeches, at = [], 0
    for line in text.split("\n"):
        label, colon, _ = line.partition(": ")
        if colon:
            start = at + len(label) + 2
            speeches.append(Speech(at, at + len(line), start, label, f"00:00:{len(speeches):02}"))
        at += len(line) + 1
    guesses = tuple(
        SpeakerGuess(
            label,
            "interviewer" if label == "Intervjuare" else "respondent",
            sum(speech.label == label for speech in speeches),
            label in names,
        )
        for label in dict.fromkeys(speech.label for speech in speeches)
    )
    sha256 = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    return Transcript(title, text, f"{title}.txt", sha256, "utf-8", tuple(speeches), guesses, ())


class Whole:
    """The project, and the ids by which a test speaks of its parts."""

    def __init__(self, path: Path) -> None:
        self.project = Project.create(path, name="Samverkan", language="sv")
        self.anna = CoderId(add_coder(self.project, "Anna Lindqvist").first("coders"))
        self.bo = CoderId(add_coder(self.project, "Bo Ek").first("coders"))
        self._import()
        self._name_persons()
        self._make_codes()
        self._mark()
        self._write_memos()

    def _import(self) -> None:
        changes = importing.import_documents(
            self.project,
            self.anna,
            [
                importing.NewDocument(
                    transcript("Eva", EVA, ("Eva",)), date="2026-03-01", wave="1"
                ),
                importing.NewDocument(transcript("Workshop", WORKSHOP), kind="workshop"),
                importing.NewDocument(transcript("Notes", NOTES), kind="document", language="en"),
                importing.NewDocument(transcript("Solo", "Jag är ensam om mandatet här.")),
            ],
        )
        self.eva, self.workshop, self.notes, self.solo = map(DocumentId, changes.order["documents"])
        self.persons = tuple(map(PersonId, changes.order["persons"]))

    def _name_persons(self) -> None:
        _interviewer, eva, ip1, ip2, self.alone = self.persons
        self.eva_herself, self.ip1, self.ip2 = eva, ip1, ip2
        persons.edit_person(
            self.project,
            self.anna,
            eva,
            persons.PersonDetails("Eva Berg", "Samordnare 1", "respondent", "Samordnare", "SK"),
        )
        with self.project.operation(self.anna, "describe_case", "Norr") as running:
            self.case = CaseId(new_id())
            running.insert(
                "cases",
                Case(self.case, "Norr", "lokal grupp", "Tre kommuner", running.time, self.anna),
            )
            running.insert(
                "affiliations",
                Affiliation(
                    new_id(),
                    eva,
                    self.case,
                    "Försäkringskassan",
                    "Samordnare",
                    "Uppsala",
                    running.time,
                    self.anna,
                ),
            )

    def code(self, name: str, under: CodeId | None = None, **details: str) -> CodeId:
        new = codes.NewCode(name, parent_id=under, **details)
        return CodeId(codes.create_code(self.project, self.anna, new).first("codes"))

    def _make_codes(self) -> None:
        self.mandate = self.code("Mandat", definition="Vad någon får bestämma", example="”ingen”")
        self.unclear = self.code("Otydligt mandat", self.mandate, level="sub-category")
        self.clear = self.code("Tydligt mandat", self.mandate)
        self.roots = self.code("Lokal förankring", when_to_use="Om orten", when_not_to_use="Annars")
        self.roles = self.code("Roller", colour="#123456")

    def mark(
        self, document: DocumentId, words: str, *code_ids: CodeId, by: CoderId, comment: str = ""
    ) -> list[CodingId]:
        text = document_store.text(self.project.db, document)
        start = text.index(words)
        changes = passages.code_passage(
            self.project, by, document, start, start + len(words), code_ids, comment=comment
        )
        return [CodingId(one) for one in changes.order["codings"]]

    def segment_of(self, coding_id: str) -> SegmentId:
        query = "SELECT segment_id FROM codings WHERE id = ?"
        return self.project.db.execute(query, (coding_id,)).fetchone()[0]

    def _mark(self) -> None:
        p, a, b = self.project, self.anna, self.bo
        first = self.mark(self.eva, "otydligt mandat ❤️", self.unclear, self.roles, by=a)
        self.unclear_by_anna, self.roles_by_anna = first
        (self.unclear_by_bo,) = self.mark(
            self.eva, "otydligt mandat ❤️", self.unclear, by=b, comment="Precis"
        )
        (self.roots_by_bo,) = self.mark(self.eva, "lokala förankringen", self.roots, by=b)
        (self.shared,) = self.mark(self.workshop, "share a view 1️⃣", self.clear, by=a)
        (self.lost,) = self.mark(self.notes, "Rollerna är oklara", self.roles, by=b)
        (self.in_solo,) = self.mark(self.solo, "mandatet", self.mandate, by=a)
        passages.condense(p, a, self.segment_of(self.unclear_by_anna), "Mandatet är otydligt")
        passages.comment_coding(p, a, self.roles_by_anna, "Oklart vem")
        with p.operation(b, "lose_place", "Roller") as running:
            running.update("segments", self.segment_of(self.lost), start=None, end=None)
            running.update("codings", self.lost, weight=2, stance="contradicts")

    def _write_memos(self) -> None:
        p, a = self.project, self.anna
        memos.write_memo(p, a, "Vi börjar om på måndag.", title="Dagbok")
        for table, row in (
            ("documents", self.eva),
            ("codes", self.unclear),
            ("segments", self.segment_of(self.unclear_by_anna)),
            ("codings", self.unclear_by_bo),
            ("persons", self.eva_herself),
        ):
            memos.write_memo(p, a, f"Om {table} ✓", about=(table, row))


def fill_history(whole: Whole) -> None:
    """Undone and redone entries, and one of every operation that changes what is there."""
    p, a, b = whole.project, whole.anna, whole.bo
    edit_project(p, a, name="Samverkan 2026", language="sv", questions="Vem bestämmer?\nVarför?")
    edit_coder(p, a, b, name="Bo Ek", initials="BE", colour="#3d7ea6")
    codes.rename_code(p, a, whole.clear, "Klart mandat")
    undo(p, a)
    codes.recolour_code(p, b, whole.clear, "#aabbcc")
    undo(p, b)
    redo(p, a)
    codes.move_code(p, a, whole.roots, parent_id=whole.mandate, position=0)
    passages.recode(p, b, [whole.roots_by_bo], whole.mandate)
    (doomed,) = whole.mark(whole.workshop, "Roles are unclear", whole.roles, by=a)
    passages.remove_codings(p, a, [doomed])
    extra = whole.code("Roller i grupp", whole.mandate)
    codes.merge_codes(p, a, whole.roles, [extra])
    passages.comment_coding(p, b, whole.unclear_by_bo, "Nej")
    undo(p, b)
