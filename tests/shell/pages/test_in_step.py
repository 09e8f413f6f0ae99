"""Whatever is done, what the page has followed step by step is what it would read anew."""

import contextlib
import random

import pytest

from qualcode.core.analysis.counts import code_counts, document_counts
from qualcode.core.errors import Refused
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import copied_marks, passage_shapes, passages
from qualcode.core.operations import documents as document_operations
from qualcode.core.operations.codes import NewCode
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.store import codes, codings, documents
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.document_marks import DocumentMarks
from qualcode.shell.pages.counting import touched

STEPS = 45


class Somebody:
    """Does things at random, as the evaluator at the keyboard or as another one."""

    def __init__(self, work, seed):
        self.work = work
        self.random = random.Random(seed)
        self.other = work.made.coder("Mikael Berg")

    def run(self, operation, *arguments, **keywords):
        session = self.work.session
        if self.random.random() < 0.3:
            with contextlib.suppress(Refused):
                changes = operation(session.project, self.other, *arguments, **keywords)
                session.changed.emit(changes)
        else:
            session.run(operation, *arguments, **keywords)

    def step(self):
        steps = [self.tag] * 6 + [self.tag_anew, self.remove, self.resize, self.recode]
        steps += [self.new, self.rename, self.recolour, self.move, self.merge, self.delete]
        steps += [self.split_passage, self.join_passages, self.copy_marks, self.comment]
        steps += [self.split, self.undo, self.undo, self.redo, self.show, self.title]
        self.random.choice(steps)()

    @property
    def code_ids(self):
        return [code.id for code in codes.all_codes(self.work.db)]

    @property
    def marks(self):
        return codings.all_marks(self.work.db)

    def span(self):
        document_id = self.random.choice(list(self.work.made.documents.values()))
        text = documents.text(self.work.db, document_id)
        start = self.random.randrange(len(text) - 12)
        return document_id, start, start + self.random.randrange(6, 12)

    def tag(self):
        if self.code_ids:
            self.run(passages.code_passage, *self.span(), [self.random.choice(self.code_ids)])

    def tag_anew(self):
        new = NewCode(f"Kod {self.random.random()}", parent_id=self.any_parent())
        self.run(code_operations.code_passage_anew, *self.span(), new)

    def any_parent(self):
        return self.random.choice([None, *self.code_ids])

    def remove(self):
        if self.marks:
            self.run(passages.remove_codings, [self.random.choice(self.marks).coding.id])

    def resize(self):
        if self.marks:
            segment = self.random.choice(self.marks).segment
            self.run(passages.resize_passage, segment.id, segment.start, segment.end + 2)

    def comment(self):
        if self.marks:
            mark = self.random.choice(self.marks)
            self.run(passages.comment_coding, mark.coding.id, "Ja")
            self.run(passages.condense, mark.segment.id, self.random.choice([None, "Kort"]))

    def split_passage(self):
        if self.marks:
            segment = self.random.choice(self.marks).segment
            middle = (segment.start + segment.end) // 2
            self.run(passage_shapes.split_passage, segment.id, middle)

    def join_passages(self):
        if self.marks:
            ids = [self.random.choice(self.marks).segment.id for _ in range(2)]
            self.run(passage_shapes.join_passages, ids)

    def copy_marks(self):
        if len(self.code_ids) > 1:
            self.run(copied_marks.copy_marks, *self.random.sample(self.code_ids, 2))

    def recode(self):
        if self.marks:
            coding = self.random.choice(self.marks).coding
            self.run(passages.recode, [coding.id], self.random.choice(self.code_ids))

    def new(self):
        name = f"Kod {self.random.random()}"
        self.run(code_operations.create_code, NewCode(name, parent_id=self.any_parent()))

    def rename(self):
        if self.code_ids:
            code_id = self.random.choice(self.code_ids)
            self.run(code_operations.rename_code, code_id, f"Kod {self.random.random()}")

    def recolour(self):
        if self.code_ids:
            code_id = self.random.choice(self.code_ids)
            self.run(code_operations.recolour_code, code_id, "#237200")

    def move(self):
        if self.code_ids:
            self.work.session.run(
                code_operations.move_code,
                self.random.choice(self.code_ids),
                parent_id=self.any_parent(),
                position=0,
            )

    def merge(self):
        if len(self.code_ids) > 3:
            into, other = self.random.sample(self.code_ids, 2)
            self.work.session.run(code_operations.merge_codes, into, [other])

    def split(self):
        if self.marks:
            coding = self.random.choice(self.marks).coding
            new = NewCode(f"Kod {self.random.random()}")
            self.run(code_operations.split_code, coding.code_id, new, [coding.id])

    def delete(self):
        if len(self.code_ids) > 3:
            self.run(code_operations.delete_codes, [self.random.choice(self.code_ids)])

    def undo(self):
        self.work.session.undo()

    def redo(self):
        self.work.session.redo()

    def show(self):
        self.work.page.show_document(self.random.choice(list(self.work.made.documents.values())))

    def title(self):
        document_id = self.random.choice(list(self.work.made.documents.values()))
        self.run(document_operations.rename_document, document_id, f"Text {self.random.random()}")


def views(work):
    """The marks as a page that had just been opened would show them."""
    marks = DocumentMarks()
    marks.load(codings.marks_in(work.db, work.page.current_document()))
    shown = work.page.shown
    fresh = marks.views(marks.keys, shown.codebook, shown.coders, own=work.session.coder_id)
    return {view.key: view for view in fresh}


@pytest.mark.parametrize("seed", range(6))
def test_the_page_is_in_step_after_every_operation(work, seed):
    somebody = Somebody(work, seed)
    for _ in range(STEPS):
        somebody.step()
        model = work.page.codes.model
        assert {view.key: view for view in work.reader.marks()} == views(work)
        assert [code.id for code in model.codebook] == somebody.code_ids
        counted = code_counts(work.db)
        assert {code_id: model.count_of(code_id) for code_id in counted} == counted
        passages_of = work.page.documents.model.passages
        known = document_counts(work.db)
        assert {d: passages_of(d) for d in work.made.documents.values()} == {
            d: known.get(d, 0) for d in work.made.documents.values()
        }
        rows = [model.index_of(code_id) for code_id in somebody.code_ids]
        assert [row.data() for row in rows] == work.names()


def test_nothing_is_counted_anew_where_only_words_were_written(work):
    project, coder = work.session.project, work.session.coder_id
    document, code = next(iter(work.made.documents.values())), codes.all_codes(work.db)[0].id
    (coding,) = passages.code_passage(project, coder, document, 0, 9, [code]).order["codings"]
    changes = passages.comment_coding(project, coder, coding, "Ja")
    book = Codebook.of(codes.all_codes(work.db))
    assert changes.touches("codings")
    assert not touched(work.db, changes, DocumentMarks(), (book, book), None)


def test_a_text_that_is_shown_because_another_went_is_read_once(work, monkeypatch):
    read, spoken = [], documents.spoken

    def noted(db, document_id):
        read.append(document_id)
        return spoken(db, document_id)

    gone = work.page.current_document()
    monkeypatch.setattr(documents, "spoken", noted)
    work.session.run(document_operations.delete_documents, [gone])
    shown = work.page.current_document()
    assert shown not in (None, gone)
    assert read.count(shown) == 1
    work.session.undo()
    assert work.page.current_document() in documents.titles(work.db)


def test_who_is_told_beside_a_text_follows_what_kind_of_text_it_is(work):
    document_id = work.page.current_document()
    who = work.page.shown.who
    pseudonym = next(who.persons[one.person_id][1] for one in who.turns if one.label == "Karin")
    assert pseudonym not in {view.label for view in who.views()}
    told = []
    work.reader.set_turns, set_turns = told.append, work.reader.set_turns
    work.session.run(fill_in, "documents", [Cell(document_id, "kind", "survey")])
    assert pseudonym in {view.label for view in told[-1]}
    work.session.undo()
    assert pseudonym not in {view.label for view in told[-1]}
    work.reader.set_turns = set_turns
