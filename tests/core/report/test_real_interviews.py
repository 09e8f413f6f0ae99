"""Published interviews with their codings, summarised and counted a second time by other means."""

import io
import json
from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.analysis.summary import build
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.report import word
from qualcode.core.report.options import ExportOptions
from qualcode.core.report.typography import quoted
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store


def import_coded(project: Project, folder: Path, scratch: Path) -> None:
    """Each evaluator's own copy of the text is a document: the copies differ."""
    codes: dict[str, CodeId] = {}
    coders: dict[str, CoderId] = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        copies = {"": (data["text"], data["coders"])} | {
            name: (other["text"], {name: other["codings"]})
            for name, other in data["other_text"].items()
        }
        for copy, (text, codings) in copies.items():
            file = scratch / f"{path.stem} {copy}.txt"
            file.write_bytes(text.encode())
            for name, marks in codings.items():
                coders.setdefault(name, CoderId(name))
                if coders[name] == name:
                    coders[name] = CoderId(add_coder(project, name).first("coders"))
                new = [
                    NewDocument(importers.read(file), language="en", title=f"{path.stem} {name}")
                ]
                changes = import_documents(project, coders[name], new)
                document_id = DocumentId(changes.first("documents"))
                for mark in marks:
                    _code(project, coders[name], document_id, mark, codes)


def _code(project, coder_id, document_id, mark, codes):
    name = mark["code"]
    if name not in codes:
        codes[name] = CodeId(create_code(project, coder_id, NewCode(name)).first("codes"))
    code_passage(project, coder_id, document_id, mark["start"], mark["end"], [codes[name]])


@pytest.fixture(scope="module")
def project(shared_data, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("interviews")
    with Project.create(scratch / "Interviews.qualcode", language="en") as made:
        import_coded(made, shared_data / "coded-interviews", scratch)
        yield made


def covered(marks, turns, text):
    """Characters under the marks, and the persons in whose speech one of them lies."""
    at = {position for start, end in marks for position in range(start, end)}
    said = {
        turn.person_id
        for turn in turns
        if any(position in at for position in range(turn.speech_start, turn.end))
    }
    return at, said


def test_passages_and_persons_agree_with_a_count_character_by_character(project):
    marks = coding_store.all_marks(project.db)
    respondents = {
        row[0] for row in project.db.execute("SELECT id FROM persons WHERE kind = 'respondent'")
    }
    for category in build(project).categories:
        said = set()
        for document in document_store.all_documents(project.db):
            text = document_store.text(project.db, document.id)
            spans = [
                (mark.segment.start, mark.segment.end)
                for mark in marks
                if mark.segment.document_id == document.id
                and mark.coding.code_id == category.code_id
            ]
            characters, here = covered(spans, document_store.turns(project.db, document.id), text)
            quotes = [q for q in category.quotes if q.document_id == document.id]
            assert {at for q in quotes for at in range(q.start, q.end)} == characters
            said |= here
        assert category.persons == len(said & respondents)
        assert category.passages == len(category.quotes)


def test_every_quote_stands_in_the_word_file_as_it_stands_in_the_text(project):
    summary = build(project)
    data = word.write(summary, ExportOptions(attribution="line")).data
    read = docx.Document(io.BytesIO(data))
    shown = sorted(p.text for p in read.paragraphs if p.style.name == "Quote")
    assert len(shown) > 40
    assert shown == sorted(quoted(q.text, "en") for c in summary.categories for q in c.quotes)
    for category in summary.categories:
        for quote in category.quotes:
            text = document_store.text(project.db, quote.document_id)
            assert text.count("\n", 0, quote.start) + 1 == quote.line
