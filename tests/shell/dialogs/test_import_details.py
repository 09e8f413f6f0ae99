"""What a document says of itself, and single places that are taken out: accepted or refused."""

import io

import docx
import pytest
from PySide6.QtCore import Qt

from qualcode.core.importers.removals import Choice
from qualcode.core.importers.rules import Rules
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import folders as folder_store
from qualcode.core.store import persons as person_store
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.dialogs.import_report import line_of
from qualcode.shell.models.details import Column
from qualcode.shell.models.removal_places import Column as PlaceColumn
from qualcode.shell.models.roles import CHOICES
from qualcode.shell.models.speakers_table import Column as SpeakerColumn
from tests.shell.dialogs.test_import_found import report

CHECK = Qt.ItemDataRole.CheckStateRole
TALK = (
    "Intervjuare: Hur ser uppdraget ut i dag?\nIP1: Otydligt.\n"
    "Intervjuare: Vem bestämmer då?\nIP1: Styrelsen.\n"
)
ROWS = (
    ("Datum", "14 juni 2016"),
    ("Kommun", "Ålesta"),
    ("Befattning", "Chef"),
    ("Informant", "Karin Ek"),
    ("Typ", "Gruppintervju"),
)


def with_table(rows=ROWS) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=2)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for line in TALK.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def details(ask):
    """The dialog with the tab of what the document says of itself."""

    def details(**files):
        dialog = ask(**(files or {"Intervju_docx": with_table()}))
        dialog.panel.parts.tabs.setCurrentIndex(2)
        return dialog

    return details


def use_as(dialog, row, meaning):
    model = dialog.panel.parts.details.model
    assert model.setData(model.index(row, Column.MEANING), meaning)


def attributes(project, document):
    found = attributes_store.values_about(project.db, [document.id])
    names = {one.id: one.name for one in attributes_store.all_attributes(project.db, "documents")}
    return {names[one.attribute_id]: one.value for one in found}


def test_it_is_shown_and_comes_in_as_proposed(details, bring_in, project):
    dialog = details()
    model = dialog.panel.parts.details.model
    assert dialog.panel.parts.details.isVisible()
    shown = [tuple(model.index(row, n).data() for n in range(4)) for row in range(5)]
    assert shown[0] == ("Datum", "14 juni 2016", "Date", "2016-06-14")
    assert [row[2] for row in shown[1:]] == [
        "Attribute of the document",
        "Role of the respondent",
        "Real name of the respondent",
        "Kind of document",
    ]
    document = bring_in(dialog)
    assert (document.date, document.kind) == ("2016-06-14", "group-interview")
    assert attributes(project, document) == {"Kommun": "Ålesta"}
    person = next(p for p in person_store.all_persons(project.db) if p.kind == "respondent")
    assert (person.name, person.pseudonym, person.role) == ("Karin Ek", "IP1", "Chef")
    assert document_store.text(project.db, document.id).startswith("Datum\n14 juni 2016\nKommun")


def test_each_may_be_used_as_something_else_or_not_at_all(details, bring_in, project):
    dialog = details()
    for row, meaning in ((0, "leave"), (1, "case"), (2, "leave"), (3, "leave"), (4, "leave")):
        use_as(dialog, row, meaning)
    document = bring_in(dialog)
    assert (document.date, document.kind) == (None, "interview")
    assert attributes(project, document) == {}
    assert [case.name for case in person_store.all_cases(project.db)] == ["Ålesta"]
    assert document.case_id == person_store.all_cases(project.db)[0].id
    person = next(p for p in person_store.all_persons(project.db) if p.kind == "respondent")
    assert (person.name, person.role) == (None, None)


def test_only_what_it_can_be_is_offered(details):
    model = details().panel.parts.details.model
    offered = [value for value, _name in model.data(model.index(1, Column.MEANING), CHOICES)]
    assert "date" not in offered
    assert {"case", "group", "attribute", "leave"} <= set(offered)


def test_what_the_name_of_the_file_says_goes_first(details):
    dialog = details(**{"Berg_20170101.docx": with_table()})
    dialog.tools.names.field.setText("{title}_{date}")
    assert dialog.files.files[0].facts.date == "2017-01-01"
    dialog.tools.names.field.setText("")
    assert dialog.files.files[0].facts.date == "2016-06-14"


def test_the_same_is_made_of_it_in_all_files(details):
    dialog = details(**{"A.docx": with_table(), "B.docx": with_table(ROWS[:2])})
    use_as(dialog, 1, "case")
    assert dialog.files.files[1].facts.case is None
    dialog.panel.for_all.click()
    assert dialog.files.files[1].facts.case == "Ålesta"


def test_rules_say_it(details, tmp_path, ask):
    dialog = details()
    use_as(dialog, 1, "case")
    rules = dialog.tools._rules_now()
    assert rules.details["Kommun"] == "case"
    other = ask(**{"C.docx": with_table()})
    other.use_rules(Rules(details=rules.details))
    assert other.files.files[0].facts.case == "Ålesta"


def test_it_is_taken_out_if_that_is_ticked(details, bring_in, project, qtbot):
    dialog = details()
    dialog.panel.offers.ticks["beginning"].click()
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    document = bring_in(dialog)
    assert document_store.text(project.db, document.id) == TALK.rstrip()
    assert document.date == "2016-06-14"


def test_without_it_there_is_no_tab(ask):
    assert not ask(Talk_txt=TALK).panel.parts.tabs.isVisible()


# Single places


def test_single_places_may_stay(ask, bring_in, project, qtbot):
    dialog = ask(Rapport_pdf=report())
    dialog.panel.offers.ticks["headers"].click()
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    dialog.panel.parts.tabs.setCurrentIndex(3)
    panel = dialog.panel.parts.places
    first = panel.model.index(0, PlaceColumn.KIND)
    assert [panel.model.index(0, n).data() for n in range(3)] == [
        "Page header",
        "1",
        "Rapport om samverkan",
    ]
    assert panel.model.setData(first, Qt.CheckState.Unchecked, CHECK)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    tick = dialog.panel.offers.ticks["headers"]
    assert tick.checkState() == Qt.CheckState.PartiallyChecked
    assert len(panel.reader.struck.struck.spans) == 3
    text = document_store.text(project.db, bring_in(dialog).id)
    assert text.count("Rapport om") == 1
    assert text.startswith("Rapport om samverkan")


def test_single_places_may_go(ask, bring_in, project, qtbot):
    dialog = ask(Rapport_pdf=report())
    dialog.panel.parts.tabs.setCurrentIndex(3)
    model = dialog.panel.parts.places.model
    hyphens = [row for row in range(model.rowCount()) if model.index(row, 0).data() == "Hyphen"]
    assert model.index(hyphens[0], PlaceColumn.WORDS).data() == "Karin: Vi har sam[-]verkan här."
    model.setData(model.index(hyphens[1], PlaceColumn.KIND), Qt.CheckState.Checked, CHECK)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    text = document_store.text(project.db, bring_in(dialog).id)
    assert (text.count("sam-\nverkan"), text.count("samverkan här")) == (3, 1)


def test_a_click_on_a_half_tick_takes_all(ask, qtbot):
    dialog = ask(Rapport_pdf=report())
    dialog.panel.parts.tabs.setCurrentIndex(3)
    model = dialog.panel.parts.places.model
    model.setData(model.index(0, PlaceColumn.KIND), Qt.CheckState.Checked, CHECK)
    tick = dialog.panel.offers.ticks["headers"]
    tick.click()
    assert tick.checkState() == Qt.CheckState.Checked
    assert dialog.files.files[0].removed.taken(dialog.files.files[0].read) == {"headers": 4}
    tick.click()
    assert tick.checkState() == Qt.CheckState.Unchecked
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())


# Folders


@pytest.fixture
def in_folders(session, project, qtbot, tmp_path):
    """The dialog on files that lie in folders."""
    paths = {tmp_path / "A.txt": ("Våg 1", "Chefer"), tmp_path / "B.txt": ()}
    for path in paths:
        path.write_text(TALK + path.name, encoding="utf-8")
    dialog = ImportDialog.ask(session, list(paths), None, folders=paths)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    yield dialog
    dialog.close()


@pytest.mark.parametrize(("ticked", "found"), [(True, ["Våg 1", "Chefer"]), (False, [])])
def test_folders_are_made_like_those_on_the_disk(ticked, found, in_folders, bring_in, project):
    assert in_folders.tools.folders.isChecked()
    in_folders.tools.folders.setChecked(ticked)
    bring_in(in_folders)
    made = folder_store.all_folders(project.db)
    assert sorted(one.name for one in made) == sorted(found)
    placed = {d.title: d.folder_id for d in document_store.all_documents(project.db)}
    assert placed["B"] is None
    assert placed["A"] == next((one.id for one in made if one.name == "Chefer"), None)


def test_without_folders_there_is_nothing_to_tick(ask):
    assert not ask(Talk_txt=TALK).tools.folders.isVisible()


def test_the_report_tells_what_is_known_and_taken_out(details, qtbot):
    dialog = details()
    (file,) = dialog.files.files
    file.remove(Choice(frozenset({"beginning"})))
    dialog._reader.read_waiting()
    qtbot.waitUntil(lambda: not file.is_waiting)
    line = line_of(file)
    assert line.outcome == "Is to be imported"
    assert {"Date: 2016-06-14", "Kommun: Ålesta"} <= set(line.found)
    assert "Taken out: What it says of itself: 1." in line.found


INITIALS = (("Intervjuperson", "Gunilla Åberg"), ("Roll", "Enhetschef"))
SPOKEN = "ES: Hur ser uppdraget ut i dag?\nGÅ: Otydligt.\nES: Vem bestämmer då?\nGÅ: Styrelsen.\n"


def of_initials(rows=INITIALS):
    document = docx.Document(io.BytesIO(with_table(rows)))
    for paragraph in document.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)
    for line in SPOKEN.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def kind_of(dialog, label, kind):
    dialog.panel.parts.tabs.setCurrentIndex(0)
    model = dialog.panel.parts.speakers.model
    indexes = [model.index(row, SpeakerColumn.KIND) for row in range(model.rowCount())]
    index = next(index for index in indexes if model.row_at(index).label == label)
    assert model.setData(index, kind)
    dialog.panel.parts.tabs.setCurrentIndex(2)


def test_who_is_said_to_ask_asks_and_the_other_gets_name_and_role(details, bring_in, project):
    dialog = details(Samtal_docx=of_initials((*INITIALS, ("Intervjuare", "Erik Sandström"))))
    bring_in(dialog)
    persons = {one.kind: one for one in person_store.all_persons(project.db)}
    answers, asks = persons["respondent"], persons["interviewer"]
    assert (answers.name, answers.role) == ("Gunilla Åberg", "Enhetschef")
    assert (asks.name, asks.role) == ("ES", None)


def test_what_is_promised_follows_who_answers(details, bring_in, project):
    dialog = details(Samtal_docx=of_initials())
    model = dialog.panel.parts.details.model
    kind_of(dialog, "ES", "respondent")
    said = [model.index(row, Column.TAKEN).data() for row in range(2)]
    assert said == ["Not used: there are 2 respondents"] * 2
    kind_of(dialog, "ES", "interviewer")
    assert model.index(0, Column.TAKEN).data() == "Gunilla Åberg"
    bring_in(dialog)
    answers = next(p for p in person_store.all_persons(project.db) if p.kind == "respondent")
    assert (answers.name, answers.role) == ("Gunilla Åberg", "Enhetschef")


def test_a_role_that_was_emptied_stays_empty(details):
    dialog = details(Samtal_docx=of_initials())
    rows = dialog.files.files[0].sheet.rows
    answers = next(row for row in rows if row.label == "GÅ")
    assert answers.role == "Enhetschef"
    answers.role = ""
    dialog.files.say_changed()
    assert answers.role == ""
