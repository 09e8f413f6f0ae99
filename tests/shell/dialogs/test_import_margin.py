"""Comments and colours of Word documents in the import: decided on, brought in, and taken back."""

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qualcode.core.analysis.summary import Filters
from qualcode.core.importers import rules as importer
from qualcode.core.importers.margin_rules import SEMICOLON
from qualcode.core.operations.codes import NewCode, create_code, rename_code
from qualcode.core.operations.history import undo
from qualcode.core.project import Project
from qualcode.core.report.export import export
from qualcode.core.report.options import MARGIN, ExportOptions
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import memos as memo_store
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.dialogs.import_fate import notes_of
from qualcode.shell.models.import_file import BRING_IN, CORRECT, LEAVE, TAKE_IN
from qualcode.shell.models.import_status import status_of
from qualcode.shell.models.margin import Column

TALK = (
    ("Intervjuare: ", "Hur ser uppdraget ut?"),
    ("Karin: ", "Det är otydligt, tycker jag."),
    ("Intervjuare: ", "Och sedan, när det hade gått en tid?"),
    ("Karin: ", "Sedan blev det bättre för oss alla i gruppen."),
)
TAB = 4


@pytest.fixture
def project(session, tmp_path):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    return session.project


@pytest.fixture
def coded(tmp_path):
    """An interview that Bo has coded in Word: two comments, and words in yellow."""
    document = docx.Document()
    for label, words in TALK:
        document.add_paragraph().add_run(label)
        document.paragraphs[-1].add_run(words)
    runs = [paragraph.runs[1] for paragraph in document.paragraphs]
    runs[3].font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_comment([runs[1]], text="Mandatet\nSvårt", author="Bo Ek", initials="BE")
    document.add_comment([runs[2]], text="Tid", author="Bo Ek", initials="BE")
    path = tmp_path / "Intervju 1.docx"
    document.save(str(path))
    return path


@pytest.fixture
def ask(session, project, qtbot):
    """Opens the dialog and waits until all is known of the files."""
    dialogs = []

    def ask(*paths) -> ImportDialog:
        dialog = ImportDialog.ask(session, list(paths), None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        settled(dialog, qtbot)
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


def settled(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())


def bring_in(dialog, session, qtbot):
    with qtbot.waitSignals([session.changed, dialog.finished]):
        qtbot.mouseClick(dialog.foot.import_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def margin(dialog):
    dialog.panel.parts.tabs.setCurrentIndex(TAB)
    return dialog.panel.parts.margin


def rows(dialog):
    """What becomes of what."""
    model = margin(dialog).model
    return {
        model.index(row, Column.WORDS).data(): (
            model.index(row, Column.CODE).data(),
            model.index(row, Column.STATE).data(),
        )
        for row in range(model.rowCount())
    }


def decide(dialog, words, code):
    model = margin(dialog).model
    row = list(rows(dialog)).index(words)
    assert model.setData(model.index(row, Column.CODE), code)


def become(dialog, qtbot, comments):
    panel = margin(dialog)
    panel.become.setCurrentIndex(panel.become.findData(comments))
    panel.become.activated.emit(panel.become.currentIndex())
    settled(dialog, qtbot)


def codings(project):
    names = {code.id: code.name for code in code_store.all_codes(project.db)}
    people = {coder.id: coder.name for coder in coder_store.all_coders(project.db)}
    return {
        (mark.segment.quote, names[mark.coding.code_id], people[mark.coding.coder_id])
        for mark in coding_store.all_marks(project.db)
    }


def titles(project):
    return [document.title for document in document_store.all_documents(project.db)]


def test_tabs_that_come_back_can_be_pressed(coded, tmp_path, ask, qapp):
    paths = [coded]
    for name, words in (("2.txt", ""), ("3.txt", "Datum: 2026-03-14\nKommun: Kalmar\n\n")):
        path = tmp_path / name
        path.write_text(words + "".join(f"{a}{b}\n" for a, b in TALK), encoding="utf-8")
        paths.append(path)
    dialog = ask(*paths)
    tabs = dialog.panel.parts.tabs
    seen = []
    for row in range(len(paths)):
        dialog.list.setCurrentIndex(dialog.files.index(row))
        qapp.processEvents()
        seen.append([n for n in range(tabs.count()) if tabs.isTabVisible(n)])
        assert all(tabs.tabRect(n).width() for n in seen[-1] if tabs.isVisible())
    assert seen == [[0, TAB], [0], [0, 2]]


def test_a_file_without_a_margin_has_no_tab_for_one(ask, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anna: Ja.\nBo: Nej.\nAnna: Ja.\nBo: Nej.\n")
    assert not ask(path).panel.parts.tabs.isTabVisible(TAB)


def test_what_comments_and_colours_would_become_is_shown(ask, coded, session, project):
    create_code(project, session.coder_id, NewCode("Tid"))
    dialog = ask(coded)
    assert dialog.panel.parts.tabs.isTabVisible(TAB)
    assert rows(dialog) == {
        "Mandatet": ("Mandatet", "new"),
        "Tid": ("Tid", "there already"),
        "yellow": ("", "left out"),
        "Bo Ek": ("Bo Ek", "a new evaluator"),
    }
    told = [label.text() for label in dialog.panel.notes.findChildren(QLabel)]
    assert "2 comments by 1 person: codes and memos. 1 passage in yellow: left out." in told


def test_marks_stand_in_the_text_with_who_made_them(ask, coded):
    dialog = ask(coded)
    decide(dialog, "yellow", "Bättre")
    marks = {mark.label for mark in margin(dialog).reader.marks()}
    assert marks == {"Mandatet · BE", "Tid · BE", "Bättre"}


def test_comments_come_in_as_codings_in_one_step(ask, coded, session, project, qtbot):
    dialog = ask(coded)
    decide(dialog, "yellow", "Bättre")
    bring_in(dialog, session, qtbot)
    assert codings(project) == {
        ("Det är otydligt, tycker jag.", "Mandatet", "Bo Ek"),
        ("Och sedan, när det hade gått en tid?", "Tid", "Bo Ek"),
        ("Sedan blev det bättre för oss alla i gruppen.", "Bättre", "Anna Lindqvist"),
    }
    undo(project, session.coder_id)
    assert codings(project) == set()
    assert titles(project) == []


def test_who_commented_can_be_an_evaluator_who_is_here(ask, coded, session, project, qtbot):
    dialog = ask(coded)
    decide(dialog, "Bo Ek", "anna lindqvist")
    assert rows(dialog)["Bo Ek"] == ("anna lindqvist", "an evaluator here")
    bring_in(dialog, session, qtbot)
    assert {who for _words, _code, who in codings(project)} == {"Anna Lindqvist"}


def test_the_likely_code_is_taken(ask, coded, session, project, qtbot):
    create_code(project, session.coder_id, NewCode("Mandat"))
    dialog = ask(coded)
    assert rows(dialog)["Mandatet"] == ("Mandatet", "new; or “Mandat”?")
    panel = margin(dialog)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    qtbot.mouseClick(panel.alike_button, Qt.MouseButton.LeftButton)
    assert rows(dialog)["Mandatet"] == ("Mandat", "there already")
    bring_in(dialog, session, qtbot)
    assert "Mandat" in {code for _words, code, _who in codings(project)}


def test_words_that_are_no_code_become_a_memo(ask, coded, session, project, qtbot):
    dialog = ask(coded)
    decide(dialog, "Tid", "")
    assert rows(dialog)["Tid"] == ("", "a memo")
    bring_in(dialog, session, qtbot)
    assert [memo.text for memo in memo_store.all_memos(project.db)] == ["Tid"]


def test_new_codes_go_under_the_chosen_one(ask, coded, session, project, qtbot):
    create_code(project, session.coder_id, NewCode("Från Word"))
    dialog = ask(coded)
    panel = margin(dialog)
    panel.under.setCurrentIndex(panel.under.findData("Från Word"))
    panel.under.activated.emit(panel.under.currentIndex())
    bring_in(dialog, session, qtbot)
    found = code_store.all_codes(project.db)
    paths = {code_store.path_text(path) for path in code_store.paths(found).values()}
    assert paths == {"Från Word", "Från Word > Mandatet", "Från Word > Tid"}


def test_comments_can_be_lines_of_the_text_and_be_taken_out_again(
    ask, coded, session, project, qtbot
):
    dialog = ask(coded)
    become(dialog, qtbot, "text")
    assert "[Comment by Bo Ek] Tid\n" in margin(dialog).reader.text()
    become(dialog, qtbot, "codes")
    assert "Comment by" not in margin(dialog).reader.text()
    become(dialog, qtbot, "text")
    bring_in(dialog, session, qtbot)
    (document,) = document_store.all_documents(project.db)
    text = document_store.text(project.db, document.id)
    assert "Karin: Det är otydligt, tycker jag.\n[Comment by Bo Ek] Mandatet; Svårt\n" in text
    assert codings(project) == set()


def test_comments_can_be_left_out(ask, coded, session, project, qtbot):
    dialog = ask(coded)
    become(dialog, qtbot, "none")
    bring_in(dialog, session, qtbot)
    assert codings(project) == set()
    assert memo_store.all_memos(project.db) == []


def test_rules_hold_what_is_decided_and_decide_it_again(ask, coded, tmp_path):
    dialog = ask(coded)
    decide(dialog, "Tid", "Roller")
    decide(dialog, "yellow", "Bättre")
    path = tmp_path / "regler.json"
    dialog.tools.rules.save_to(path)
    saved = importer.load(path)
    assert (saved.comments, saved.code_names) == ("code-and-memo", {"Tid": "Roller"})
    again = ask(coded)
    again.tools.rules.use(path)
    assert rows(again)["Tid"][0] == "Roller"
    assert rows(again)["yellow"][0] == "Bättre"


def test_what_is_decided_of_one_file_is_used_for_all(ask, coded, tmp_path, qtbot):
    other = tmp_path / "Intervju 2.docx"
    document = docx.Document(str(coded))
    document.add_paragraph("Karin: Slut.")
    document.save(str(other))
    dialog = ask(coded, other)
    decide(dialog, "Tid", "Roller")
    qtbot.mouseClick(dialog.panel.for_all, Qt.MouseButton.LeftButton)
    dialog.list.setCurrentIndex(dialog.files.index(1))
    assert rows(dialog)["Tid"][0] == "Roller"


# Out to a colleague, and in again


@pytest.fixture
def sent(ask, coded, session, project, qtbot, tmp_path):
    """The coded interview as it left for a colleague, who has added a comment."""
    bring_in(ask(coded), session, qtbot)
    out = tmp_path / "Till Cia.docx"
    export(project, out, what=MARGIN, options=ExportOptions(Filters()))
    document = docx.Document(str(out))
    runs = document.paragraphs[3].runs
    document.add_comment(runs, text="Mandatet", author="Cia Ny", initials="CN")
    document.save(str(out))
    return out


def test_what_a_colleague_added_is_taken_into_the_document(ask, sent, session, project, qtbot):
    before = codings(project)
    dialog = ask(sent)
    (file,) = dialog.files.files
    assert (file.choices, file.fate) == ((TAKE_IN, BRING_IN, LEAVE), TAKE_IN)
    assert status_of(file) == "Its comments are taken in"
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Intervju 1"]
    assert {who for _words, _code, who in codings(project) - before} == {"Cia Ny"}
    assert len(codings(project)) == len(before) + 1


def test_the_button_says_how_many_comments_are_new(ask, sent, qtbot):
    dialog = ask(sent)
    button = dialog.foot.import_button
    qtbot.waitUntil(lambda: button.text() == "Take in 1 new comm&ent")
    number = len(dialog.files.files[0].margin.sheet.margin.comments)
    assert f"1 of its {number} comments is new." in notes_of(dialog.files.files[0])


def test_a_comment_that_is_taken_in_is_not_new_again(ask, sent, session, project, qtbot):
    bring_in(ask(sent), session, qtbot)
    dialog = ask(sent)
    qtbot.waitUntil(lambda: "None of its comments is new." in notes_of(dialog.files.files[0]))
    assert dialog.foot.import_button.text() == "Take in comm&ents"


def test_a_new_document_and_comments_for_another_are_told_apart(ask, sent, tmp_path, qtbot):
    other = tmp_path / "other.txt"
    other.write_text("Anna: Ja.\nBo: Nej.\nAnna: Ja.\nBo: Nej.\n", encoding="utf-8")
    dialog = ask(sent, other)
    said = "1 new document, 1 new comment. It is one step, and can be undone."
    qtbot.waitUntil(lambda: dialog.foot.state.text() == said)
    assert dialog.foot.import_button.text() == "&Import"


def test_the_same_again_adds_nothing(ask, sent, session, project, qtbot):
    bring_in(ask(sent), session, qtbot)
    before = codings(project)
    dialog = ask(sent)
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.foot.import_button, Qt.MouseButton.LeftButton)
    assert codings(project) == before
    assert titles(project) == ["Intervju 1"]


def test_a_code_that_was_renamed_meanwhile_is_shown_by_its_name_now(ask, sent, session, project):
    code = next(one for one in code_store.all_codes(project.db) if one.name == "Mandatet")
    rename_code(project, session.coder_id, code.id, "Uppdrag")
    assert rows(ask(sent))["Mandatet"] == ("Uppdrag", "there already, by another name")


@pytest.mark.parametrize("fate", [TAKE_IN, CORRECT])
def test_a_text_that_the_colleague_changed_is_kept_or_corrects(
    ask, sent, session, project, qtbot, fate
):
    document = docx.Document(str(sent))
    document.paragraphs[2].runs[-1].add_text(" Ja?")
    document.save(str(sent))
    dialog = ask(sent)
    (file,) = dialog.files.files
    assert file.choices == (TAKE_IN, CORRECT, BRING_IN, LEAVE)
    box = dialog.panel.fate.box
    box.setCurrentIndex(box.findData(fate))
    box.activated.emit(box.currentIndex())
    bring_in(dialog, session, qtbot)
    (one,) = document_store.all_documents(project.db)
    text = document_store.text(project.db, one.id)
    assert ("Ja?" in text) == (fate == CORRECT)
    assert "Karin: Det är" in text
    assert "Cia Ny" in {who for _words, _code, who in codings(project)}
    assert len(codings(project)) == 3


TWO_CODES = "Brist på kontakt; Personberoende"


def with_comments(path, *comments, words=None):
    document = docx.Document()
    for label, said in TALK:
        document.add_paragraph(f"{label}{said}")
    runs = [paragraph.runs[0] for paragraph in document.paragraphs]
    if words:
        runs[-1].text += words
    for number, text in enumerate(comments):
        document.add_comment([runs[number]], text=text, author="Bo Ek", initials="BE")
    document.save(str(path))
    return path


def apart(dialog, how):
    panel = margin(dialog)
    panel.apart.setCurrentIndex(panel.apart.findData(how))
    panel.apart.activated.emit(panel.apart.currentIndex())


@pytest.mark.parametrize("fate", [TAKE_IN, CORRECT])
def test_codes_in_one_comment_are_not_doubled_by_a_newer_version(
    ask, session, project, tmp_path, qtbot, fate
):
    path = with_comments(tmp_path / "Intervju.docx", TWO_CODES)
    dialog = ask(path)
    apart(dialog, SEMICOLON)
    bring_in(dialog, session, qtbot)
    again = ask(with_comments(path, TWO_CODES, "Tid", words=" Jo."))
    again.panel.fate_chosen.emit(fate)
    assert again.current.margin.sheet.apart == SEMICOLON
    qtbot.waitUntil(lambda: "1 of its 2 comments is new." in notes_of(again.current))
    apart(again, "one")
    qtbot.waitUntil(lambda: again.current.margin.is_counted)
    assert "1 of its 2 comments is new." in notes_of(again.current)
    qtbot.waitUntil(again.foot.import_button.isEnabled)
    bring_in(again, session, qtbot)
    names = {code.name for code in code_store.all_codes(project.db)}
    assert names == {"Brist på kontakt", "Personberoende", "Tid"}


def test_only_what_somebody_decided_is_a_rule(ask, tmp_path):
    files = [with_comments(tmp_path / f"{n}.docx", TWO_CODES, f"Nr {n}") for n in range(3)]
    dialog = ask(*files)
    assert dialog.tools._rules_now().codes_apart is None
    apart(dialog, SEMICOLON)
    assert dialog.tools._rules_now().codes_apart == SEMICOLON
    dialog.panel.for_all.click()
    assert {file.margin.sheet.apart for file in dialog.files.files} == {SEMICOLON}
    assert dialog.tools._rules_now().codes_apart == SEMICOLON
