"""Much of everything: the page stays quick, and nothing shifts."""

import time

import pytest
from PySide6.QtCore import Qt

from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.operations.codes import NewCode, add_code, create_code
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import tag
from qualcode.core.operations.surveys import import_survey
from qualcode.shell.jobs import Job
from tests.core.material import transcript
from tests.core.survey_material import plan

LONG_NAME = "Samverkansförutsättningar " * 19
WORDS = "Vi har olika mycket att säga till om hemma och ingen frågar. "


def median(measured):
    return sorted(measured)[len(measured) // 2]


@pytest.fixture
def big_codebook(made):
    with made.project.operation(made.someone, "import_codebook") as running:
        for number in range(100):
            parent = add_code(running, NewCode(f"Tema {number}"))
            for under in range(49):
                add_code(running, NewCode(f"Kod {number}.{under}", parent_id=parent))


def test_five_thousand_codes(big_codebook, work):
    assert len(work.page.codes.model.codebook) > 5000
    work.select("Det är oklart")
    work.write("t")
    palette = work.page.choosing.palette
    measured = []
    for letters in ("te", "tem", "tema", "tema 7"):
        start = time.thread_time()
        palette.field.setText(letters)
        measured.append(time.thread_time() - start)
    assert median(measured) < 0.1
    palette.close_palette()
    start = time.thread_time()
    work.write("alldeles nytt")
    work.press(Qt.Key.Key_Return)
    assert time.thread_time() - start < 2
    assert work.marks()[0][1] == "alldeles nytt"


def test_a_name_of_five_hundred_characters(work):
    name = " ".join(LONG_NAME.split())[:500].strip()
    made = create_code(work.session.project, work.session.coder_id, NewCode(name))
    work.session.changed.emit(made)
    work.select("Det är oklart")
    work.page.coding.tag_with([made.first("codes")])
    (chip,) = work.page.passage.chips()
    assert chip.width() <= work.page.passage.width()
    assert work.page.codes.model.index_of(CodeId(made.first("codes"))).data() == name
    work.page.grab()


def test_two_hundred_documents_are_switched_between_at_once(made, work):
    new = [NewDocument(transcript(f"Text {n}", f"IP1: {WORDS * 300}")) for n in range(200)]
    changes = work.session.run(import_documents, new)
    measured = []
    for document_id in changes.order["documents"][::10]:
        start = time.thread_time()
        work.page.show_document(document_id)
        work.reader.viewport().repaint()
        measured.append(time.thread_time() - start)
    assert median(measured) < 0.15


@pytest.fixture
def many_codings(made):
    text = f"IP1: {WORDS * 400}"
    imported = import_documents(made.project, made.someone, [NewDocument(transcript("Lång", text))])
    document_id = DocumentId(imported.first("documents"))
    made.documents["Lång"] = document_id
    code_ids = list(made.codes.values())
    with made.project.operation(made.someone, "code_from_sheet") as running:
        for number in range(4000):
            start = 5 + number * 5
            tag(running, document_id, start, start + 30, [code_ids[number % 4]])


def test_many_codings_are_counted_beside_the_window(many_codings, work, qtbot):
    model = work.page.codes.model
    qtbot.waitUntil(lambda: model.count_of(work.made.codes["Roller"]).passages > 0, timeout=10000)
    work.page.show_document(work.made.documents["Lång"])
    times = []
    for at in (8, 50, 90):  # Python may clear up in one of them
        work.reader.select(at, at + 32)
        start = time.thread_time()
        work.page.coding.tag_with([work.made.codes["Samsyn"]])
        times.append(time.thread_time() - start)
    assert min(times) < 0.3
    qtbot.waitUntil(lambda: not work.page.counting._is_running, timeout=10000)


def test_undoing_many_codings_at_once_leaves_none(many_codings, work, qtbot):
    work.page.show_document(work.made.documents["Lång"])
    assert len(work.reader.marks()) > 1000
    with qtbot.waitSignal(work.session.changed, timeout=20000):
        work.session.undo()
    assert work.reader.marks() == []
    qtbot.waitUntil(lambda: not work.page.counting._is_running, timeout=10000)


def test_a_survey_of_thousands_is_shown_as_soon_as_it_is_read(work, session, qtbot):
    session.run(delete_documents, list(work.page.documents.model.ordered))
    assert work.page.current_document() is None
    rows = [(f"{n}@x.se", "", "Man", "Nöjd", "", f"Svar {n} i egna ord.", "") for n in range(1200)]
    session.run(import_survey, plan(rows))
    assert work.page.current_document() is None
    qtbot.waitUntil(lambda: work.page.current_document() is not None)
    assert work.reader.text().startswith("Svar 0 i egna ord.")
    # there was a Respondent 1 once
    assert work.page.shown.who.speaker(3).name == "Respondent 2"


def test_one_who_went_elsewhere_meanwhile_is_left_there(work, session, qtbot):
    session.run(delete_documents, list(work.page.documents.model.ordered))
    rows = [
        (f"{n}@x.se", "", "Man", "Nöjd", "", f"Svar {n} i egna ord.", f"Skäl {n}, helt enkelt.")
        for n in range(1200)
    ]
    session.run(import_survey, plan(rows))
    other = work.page.documents.model.ordered[1]
    work.page.show_document(other)
    qtbot.waitUntil(lambda: not session.findChildren(Job))
    assert work.page.current_document() == other
