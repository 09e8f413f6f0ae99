"""What an import finds besides the words: shown, and accepted, changed or refused."""

import csv

import docx as python_docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import landmarks
from qualcode.shell.models.questions import Column
from qualcode.shell.models.roles import STATUS
from qualcode.shell.panels.painting import px, small_font
from tests.core.importers.pdf_maker import Text, column, pdf

TALK = (
    "Intervjuare: Hur ser uppdraget ut i dag?\nKarin: Otydligt.\n"
    "Intervjuare: Vem bestämmer då?\nKarin: Styrelsen.\n"
)
GUIDE = "1. Hur ser uppdraget ut?\n2. Vem bestämmer?\n3. Vad kostar det hela?\n"
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def with_guide(ask, qtbot, tmp_path):
    """The dialog after a guide was chosen, with its questions shown."""

    def with_guide(guide=GUIDE, **files):
        dialog = ask(**(files or {"Talk_txt": TALK}))
        path = tmp_path / "Guide.txt"
        path.write_text(guide, encoding="utf-8")
        dialog.tools.guide_field.read(path)
        qtbot.waitUntil(lambda: dialog.guide is not None and not dialog.foot.bar.isVisible())
        dialog.panel.parts.tabs.setCurrentIndex(1)
        return dialog

    return with_guide


def report():
    """A PDF with a header on each page, and a word that is divided."""
    return pdf(
        [
            [
                Text("Rapport om samverkan", y=810),
                *column(["Karin: Vi har sam-", "verkan här."] + ["Bo: Ja.", "Karin: Nej."] * 4),
            ]
            for _page in range(4)
        ]
    )


def tick(dialog, kind, qtbot):
    dialog.panel.offers.ticks[kind].click()
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())


def cell(dialog, row, which):
    return dialog.panel.parts.questions.model.index(row, which)


# Removals


def test_nothing_is_taken_out_unless_it_is_ticked(ask, bring_in, project):
    dialog = ask(Rapport_pdf=report())
    offers = dialog.panel.offers
    assert offers.isVisible()
    assert [tick.text() for tick in offers.ticks.values() if tick.isVisible()] == [
        "Page &headers (4)",
        "H&yphens that only divide a word (4)",
    ]
    assert not any(tick.isChecked() for tick in offers.ticks.values())
    text = document_store.text(project.db, bring_in(dialog).id)
    assert text.count("Rapport om") == 4


def test_a_tick_strikes_the_words_through_and_the_import_leaves_them_out(
    ask, bring_in, project, qtbot
):
    dialog = ask(Rapport_pdf=report())
    reader = dialog.panel.parts.speakers.reader
    whole = reader.text()
    assert len(reader.struck.offered.spans) == 8
    tick(dialog, "headers", qtbot)
    assert reader.text() == whole
    assert [whole[slice(*span)].strip() for span in reader.struck.struck.spans] == [
        "Rapport om samverkan"
    ] * 4
    assert len(reader.struck.offered.spans) == 4
    document = bring_in(dialog)
    assert "Rapport om" not in document_store.text(project.db, document.id)
    pages = landmarks.in_document(project.db, document.id, ("page",))
    assert [page.label for page in pages] == ["1", "2", "3", "4"]


def test_turns_are_tinted_where_they_stand_in_the_whole_text(ask, qtbot):
    dialog = ask(Rapport_pdf=report())
    tick(dialog, "headers", qtbot)
    tick(dialog, "hyphens", qtbot)
    reader = dialog.panel.parts.speakers.reader
    text = reader.text()
    assert {text[mark.start : mark.start + 6] for mark in reader.marks()} == {"Karin:", "Bo: Ja"}


def test_what_was_said_of_a_speaker_stays(ask, qtbot):
    dialog = ask(Rapport_pdf=report())
    row = dialog.files.files[0].sheet.rows[0]
    row.group = "SK"
    tick(dialog, "headers", qtbot)
    assert dialog.files.files[0].sheet.rows[0].group == "SK"
    tick(dialog, "headers", qtbot)
    assert dialog.panel.parts.speakers.reader.struck.struck.spans == []


def test_a_text_without_offers_has_no_ticks(ask):
    assert not ask(Talk_txt=TALK).panel.offers.isVisible()


# Questions


def test_questions_of_a_guide_are_found_and_stored(with_guide, bring_in, project):
    dialog = with_guide()
    panel = dialog.panel.parts.questions
    assert panel.isVisible()
    assert panel.found.text() == "2 of 3 questions"
    words = [cell(dialog, row, Column.WORDS).data() for row in range(3)]
    assert words == ["Hur ser uppdraget ut i dag?", "Vem bestämmer då?", ""]
    document = bring_in(dialog)
    found = landmarks.in_document(project.db, document.id, ("question",))
    assert [one.label for one in found] == words[:2]


def test_what_is_said_of_a_file_has_room_in_the_list(with_guide):
    dialog = with_guide()
    said = dialog.files.index(0).data(STATUS)
    assert "questions" in said
    room = dialog.list.visualRect(dialog.files.index(0)).width() - px(20)
    assert QFontMetricsF(small_font()).horizontalAdvance(said) <= room


def test_a_refused_question_is_not_stored(with_guide, bring_in, project):
    dialog = with_guide()
    model = dialog.panel.parts.questions.model
    model.setData(cell(dialog, 0, Column.NUMBER), Qt.CheckState.Unchecked, CHECK)
    assert cell(dialog, 0, Column.SURE).data() == "refused"
    document = bring_in(dialog)
    assert len(landmarks.in_document(project.db, document.id, ("question",))) == 1


def test_a_place_may_be_another_question(with_guide, bring_in, project):
    dialog = with_guide()
    dialog.panel.parts.questions.model.setData(cell(dialog, 1, Column.QUESTION), 2)
    document = bring_in(dialog)
    ids = {str(one.id): one.number for one in landmarks.questions(project.db, "Guide")}
    found = landmarks.in_document(project.db, document.id, ("question",))
    assert [ids[one.question_id or ""] for one in found] == ["1", "3"]


def test_a_question_that_was_not_found_is_shown_where_it_is(with_guide, bring_in, project):
    dialog = with_guide()
    panel = dialog.panel.parts.questions
    panel.table.setCurrentIndex(cell(dialog, 2, 0))
    start = TALK.index("Styrelsen")
    panel.reader.select(start, start + 9)
    assert panel.here_button.isEnabled()
    panel.here_button.click()
    assert panel.found.text() == "3 of 3 questions"
    assert (start, start + 9) in panel.reader.hits.spans
    document = bring_in(dialog)
    found = landmarks.in_document(project.db, document.id, ("question",))
    assert found[-1].label == "Styrelsen"


def test_without_the_guide_nothing_of_it_stays(with_guide, bring_in, project):
    dialog = with_guide()
    dialog.tools.guide_field.drop_button.click()
    assert not dialog.panel.parts.tabs.isVisible()
    document = bring_in(dialog)
    assert landmarks.in_document(project.db, document.id, ("question",)) == []
    assert landmarks.guides(project.db) == []


def test_what_is_no_guide_is_said(ask, tmp_path, qtbot):
    dialog = ask(Talk_txt=TALK)
    path = tmp_path / "None.txt"
    path.write_text("Ja.", encoding="utf-8")
    dialog.tools.guide_field.read(path)
    qtbot.waitUntil(lambda: "no interview guide" in dialog.foot.warning.text())
    assert dialog.foot.import_button.isEnabled()


# The report


@pytest.mark.parametrize("name", ["Report.docx", "Report.csv", "Report.xlsx"])
def test_a_report_tells_of_each_file(with_guide, tmp_path, qtbot, name):
    dialog = with_guide(Talk_txt=TALK, Copy_txt=TALK, Broken_docx=b"PK no")
    out = tmp_path / name
    dialog.tools.report.save(out)
    qtbot.waitUntil(lambda: "is written" in dialog.foot.state.text())
    if name.endswith(".docx"):
        cells = python_docx.Document(str(out)).tables[0].rows
        rows = [[cell.text for cell in row.cells] for row in cells][1:]
    elif name.endswith(".csv"):
        rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))[1:]
    else:
        sheet = openpyxl.load_workbook(out).worksheets[0]
        rows = [[str(value) for value in row] for row in sheet.values][1:]
    assert [row[:2] for row in rows[:2]] == [
        ["Talk.txt", "Is to be imported"],
        ["Copy.txt", "Is to be left out"],
    ]
    assert "2 of 3 questions" in rows[0][2]
    assert "in the list already" in rows[1][3]
    assert "Broken.docx" in rows[2][1]


# Names of files


@pytest.fixture
def named(ask):
    """The dialog on two files whose names hold something."""

    def named():
        return ask(
            **{
                "Almby_intervju_20260501_LG.txt": TALK,
                "Berg_workshop_20260503_SK.txt": TALK + "Tack.\n",
            }
        )

    return named


def test_what_names_hold_is_proposed_and_nothing_is_taken_unasked(named):
    dialog = named()
    choices = dialog.tools.names.choices
    assert [choices.itemText(row) for row in range(3)] == [
        "The title, all of it",
        "Title: Almby, Kind: Interview, Date: 2026-05-01",
        "Title: Almby, Kind: Interview, Date: 2026-05-01, Group: LG",
    ]
    assert choices.currentIndex() == 0
    assert not dialog.tools.names.field.isVisible()
    assert dialog.tools.names.field.text() == ""
    assert [file.title for file in dialog.files.files] == [
        "Almby_intervju_20260501_LG",
        "Berg_workshop_20260503_SK",
    ]


def choose(box, row):
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_one_s_own_pattern_begins_with_the_one_in_use(named):
    dialog = named()
    names = dialog.tools.names
    choose(names.choices, 1)
    choose(names.choices, names.choices.count() - 1)
    assert names.field.isVisible()
    assert names.field.text() == "{title}_{kind}_{date}_{*}"
    names.field.setText("{Kommun}_{*}_{date}_{group}")
    assert names.said.text() == "Date: 2026-05-01\nGroup: LG\nKommun: Almby"
    choose(names.choices, 0)
    assert not names.field.isVisible()
    assert dialog.files.files[0].title == "Almby_intervju_20260501_LG"


def test_the_choices_say_what_they_make_of_the_current_file(named):
    dialog = named()
    dialog.list.setCurrentIndex(dialog.files.index(1))
    assert dialog.tools.names.choices.itemText(1).startswith("Title: Berg, Kind: Workshop")


def test_a_pattern_is_read_while_it_is_typed(named, bring_in, project):
    dialog = named()
    choose(dialog.tools.names.choices, 1)
    assert dialog.tools.names.said.text() == "Title: Almby\nKind: Interview\nDate: 2026-05-01"
    dialog.tools.names.field.setText("{title}_{kind}_{date}_{group}")
    assert dialog.panel.parts.speakers.model.index(1, 6).data() == "LG"
    dialog.tools.names.field.setText("{title}_{kind}_{date}_{Kommun}")
    assert dialog.panel.parts.speakers.model.index(1, 6).data() == ""
    document = bring_in(dialog)
    assert (document.title, document.kind, document.date) == ("Berg", "workshop", "2026-05-03")
    (attribute,) = attributes_store.all_attributes(project.db)
    values = attributes_store.values_of(project.db, attribute.id)
    assert (attribute.name, {one.value for one in values}) == ("Kommun", {"LG", "SK"})


def test_a_kind_that_was_chosen_stays(named):
    dialog = named()
    dialog.files.files[0].set_kind("survey")
    choose(dialog.tools.names.choices, 1)
    assert [file.kind for file in dialog.files.files] == ["survey", "workshop"]
    dialog.tools.names.field.clear()
    assert [file.title for file in dialog.files.files][1] == "Berg_workshop_20260503_SK"


def test_a_pattern_that_is_none_says_so_and_changes_nothing(named):
    dialog = named()
    dialog.tools.names.field.setText("{title}_{title}")
    assert dialog.tools.names.said.text() == "Write what names hold in braces, each once."
    dialog.tools.names.field.setText("{title}#{wave}")
    assert dialog.tools.names.said.text() == "This name does not fit."
    assert dialog.files.files[0].title.startswith("Almby_")


# Rules


def test_rules_are_saved_and_used_for_other_files(with_guide, ask, tmp_path, qtbot):
    dialog = with_guide()
    dialog.files.files[0].set_kind("workshop")
    dialog.files.files[0].sheet.rows[1].kind = "interviewer"
    dialog.tools.names.field.setText("{title}")
    out = tmp_path / "rules.json"
    dialog.tools.rules.save_to(out)
    dialog.reject()
    other = ask(Other_txt=TALK.replace("Karin", "KARIN"))
    other.tools.rules.use(out)
    qtbot.waitUntil(lambda: other.guide is not None and not other.foot.bar.isVisible())
    file = other.files.files[0]
    assert (file.kind, other.tools.names.field.text()) == ("workshop", "{title}")
    assert [row.kind for row in file.sheet.rows] == ["interviewer", "interviewer"]
    assert file.questions.summary() == "2 of 3 questions"


def test_the_last_rules_are_remembered_without_anybody_s_label(with_guide, ask, bring_in, qtbot):
    dialog = with_guide()
    assert not dialog.tools.rules.use_last()
    dialog.files.files[0].set_kind("survey")
    dialog.files.files[0].sheet.rows[1].kind = "interviewer"
    bring_in(dialog)
    other = ask(Other_txt=TALK)
    other.tools.rules.use_last()
    qtbot.waitUntil(lambda: other.guide is not None and not other.foot.bar.isVisible())
    assert other.files.files[0].kind == "survey"
    assert [row.kind for row in other.files.files[0].sheet.rows] == ["interviewer", "respondent"]


def test_an_import_that_says_nothing_leaves_the_last_rules(ask, bring_in):
    dialog = ask(One_txt=TALK)
    dialog.tools.names.field.setText("{title}")
    bring_in(dialog)
    bring_in(ask(Two_txt=TALK.replace("Karin", "Kim")))
    other = ask(Three_txt=TALK.replace("Karin", "Kalle"))
    other.tools.rules.use_last()
    assert other.tools.names.field.text() == "{title}"


def test_rules_that_say_nothing_are_told(ask, bring_in):
    bring_in(ask(One_txt=TALK))
    other = ask(Two_txt=TALK.replace("Karin", "Kim"))
    other.tools.rules.use_last()
    assert other.foot.state.text().startswith("Nothing was said otherwise last time")


def test_removals_of_rules_are_made(ask, tmp_path, qtbot):
    dialog = ask(Rapport_pdf=report())
    path = tmp_path / "rules.json"
    path.write_text('{"remove": ["headers"]}', encoding="utf-8")
    dialog.tools.rules.use(path)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    assert len(dialog.panel.parts.speakers.reader.struck.struck.spans) == 4
    assert dialog.panel.offers.ticks["headers"].isChecked()


def test_a_file_that_holds_no_rules_is_said(ask, tmp_path):
    dialog = ask(Talk_txt=TALK)
    path = tmp_path / "rules.json"
    path.write_text("[]", encoding="utf-8")
    dialog.tools.rules.use(path)
    assert "holds no rules" in dialog.foot.warning.text()


# Spellings

MISSPELLED = "IP1: Ja.\nDeltagare 2: Nej.\n" * 6 + "Deltagre 2: Jo, kanske det.\nIP1: Nja.\n"


def test_two_spellings_are_one_speaker_only_if_that_is_accepted(ask, bring_in, project):
    dialog = ask(Grupp_txt=MISSPELLED, Other_txt=MISSPELLED + "Tack.\n")
    bar = dialog.panel.parts.spelling
    assert bar.text.text() == "“Deltagre 2” may be “Deltagare 2”, spelled otherwise."
    assert len(dialog.files.files[0].sheet.rows) == 3
    bar.join_button.click()
    assert not bar.isVisible()
    assert [(row.label, row.turns) for row in dialog.files.files[0].sheet.rows] == [
        ("IP1", 7),
        ("Deltagare 2", 7),
    ]
    bring_in(dialog)
    first, second = document_store.all_documents(project.db)
    labels = [
        {turn.label for turn in document_store.turns(project.db, document.id)}
        for document in (first, second)
    ]
    assert labels == [{"IP1", "Deltagare 2"}, {"IP1", "Deltagare 2", "Deltagre 2"}]


def test_what_is_kept_apart_is_not_asked_again(ask):
    dialog = ask(Grupp_txt=MISSPELLED)
    dialog.panel.parts.spelling.apart_button.click()
    assert not dialog.panel.parts.spelling.isVisible()
    assert len(dialog.files.files[0].sheet.rows) == 3
