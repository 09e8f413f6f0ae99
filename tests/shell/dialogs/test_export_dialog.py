"""What leaves the project, and as what."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.analysis.summary import Filters
from qualcode.core.ids import new_id
from qualcode.core.operations import boards, memos
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.report.export import export
from qualcode.shell.dialogs.export_dialog import ExportDialog
from qualcode.shell.panels.filter_chips import ATTRIBUTE
from tests.core.material import Material
from tests.core.survey_material import plan

TARGET = "qualcode.shell.dialogs.export_dialog.ask_target"


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju 1", "I: Hur?\nIP1: Det är oklart.")
    made.document("Intervju 2", "I: Hur?\nIP2: Det är klart.")
    made.describe("IP1", group="Samordnare")
    made.code("Mandat")
    made.code("Otydligt", "Mandat")
    made.code("Roller")
    yield made
    made.project.close()


@pytest.fixture
def dialog(session, material, qtbot):
    made = ExportDialog(session, material.project)
    qtbot.addWidget(made)
    return made


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_the_summary_as_word_is_proposed(dialog):
    assert (dialog.what.currentData(), dialog.format.currentData()) == ("summary", ".docx")


def test_what_will_be_written_is_said_with_its_base(dialog):
    said = "Will be written: 3 categories, 2 documents, 2 respondents."
    assert dialog._sentence.text() == said


def test_a_choice_of_documents_changes_the_base(dialog, material):
    dialog.scope.documents.set_ticked(material.documents["Intervju 2"], ticked=False)
    assert dialog._sentence.text().endswith("1 document, 1 respondent.")
    assert dialog.options().filters.documents == (material.documents["Intervju 1"],)


def test_with_everything_ticked_nothing_is_filtered(dialog):
    filters = dialog.options().filters
    assert (filters.codes, filters.documents, filters.coders, filters.groups) == ((), (), (), ())


def only_women(dialog, material):
    """Tick them in the list that “Only…” opens."""
    sex = material.persons_are("Kön", {material.person("IP2", "Intervju 2"): "Kvinna"})
    filters = dialog.scope.only.filters
    filters.refresh()
    filters.open(f"{ATTRIBUTE}{sex}")
    filters.popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    return filters


def test_only_who_is_so_is_written_and_the_base_says_it(dialog, material):
    filters = only_women(dialog, material)
    assert dialog._sentence.text().endswith("2 documents, 1 respondent.")
    asked = dialog.options().filters
    assert asked.persons == {material.person("IP2", "Intervju 2")}
    assert asked.conditions == ("Kön: Kvinna",)
    filters.clear()
    assert dialog.options().filters == Filters()


def test_with_nobody_who_is_so_nothing_can_be_written(dialog, material):
    only_women(dialog, material)
    dialog.scope.documents.set_ticked(material.documents["Intervju 2"], ticked=False)
    assert not dialog.accept_button.isEnabled()
    choose(dialog.what, "codebook")
    assert dialog.accept_button.isEnabled()
    assert dialog.options().filters == Filters()


def test_a_category_brings_what_is_under_it(dialog, material):
    dialog.scope.codes.set_ticked(material.codes["Roller"], ticked=False)
    assert dialog.options().filters.codes == (material.codes["Mandat"],)


def test_with_nothing_ticked_nothing_can_be_written(dialog):
    dialog.scope.codes.none.click()
    assert not dialog.accept_button.isEnabled()
    dialog.scope.codes.all.click()
    assert dialog.accept_button.isEnabled()


def test_each_kind_has_its_own_files(dialog):
    choose(dialog.what, "codings")
    suffixes = [dialog.format.itemData(index) for index in range(dialog.format.count())]
    assert suffixes == [".xlsx", ".csv", ".json"]


def test_a_codebook_asks_for_nothing_more(dialog):
    choose(dialog.what, "codebook")
    assert dialog.scope.isHidden() and dialog._sentence.text() == "Will be written: 3 categories."


def test_a_document_is_chosen_by_its_title(dialog, material):
    choose(dialog.what, "document")
    choose(dialog.document, material.documents["Intervju 2"])
    assert dialog.options().document == material.documents["Intervju 2"]


def test_real_names_are_never_in_a_summary(dialog):
    choose(dialog.what, "codings")
    dialog.real_names.setChecked(True)
    assert dialog.options().real_names
    choose(dialog.what, "summary")
    assert not dialog.options().real_names


def test_the_last_choices_come_back(session, material, qtbot, answer, monkeypatch, tmp_path):
    monkeypatch.setattr(TARGET, lambda *arguments, **named: tmp_path / "out.md")
    session.open(Project.open(material.project.path, read_only=True))

    def act(dialog):
        choose(dialog.format, ".md")
        choose(dialog.source, "role")
        dialog.accept()

    answer(act)
    request = ExportDialog.ask(session, None)
    assert request.out == tmp_path / "out.md" and request.options.attribution == "role"
    again = ExportDialog(session, session.project)
    qtbot.addWidget(again)
    assert (again.format.currentData(), again.source.currentData()) == (".md", "role")


def test_the_files_name_says_what_it_is(dialog):
    assert dialog.file_name() == "Samverkan – Category summary with quotes.docx"


def test_a_project_without_documents_can_export_its_codebook(session, qtbot, tmp_path):
    with Project.create(tmp_path / f"{new_id()}.qualcode") as project:
        dialog = ExportDialog(session, project)
        qtbot.addWidget(dialog)
        choose(dialog.what, "document")
        assert not dialog.accept_button.isEnabled()
        choose(dialog.what, "codebook")
        assert dialog.accept_button.isEnabled()


def test_memos_are_chosen_by_their_evaluators_alone(dialog, material):
    memos.write_memo(material.project, material.someone, "Fråga igen")
    choose(dialog.what, "memos")
    assert dialog._sentence.text() == "Will be written: 1 memo."
    shown = [dialog.scope.tabs.widget(n) for n in range(4) if dialog.scope.tabs.isTabVisible(n)]
    assert shown == [dialog.scope.coders]
    assert dialog.options().filters.codes == ()


def test_only_chosen_quotes_is_a_choice_of_the_summary(dialog):
    dialog.only_chosen.setChecked(True)
    assert dialog.options().only_chosen
    choose(dialog.what, "codings")
    assert not dialog.options().only_chosen


def test_the_table_of_meaning_units_is_of_what_is_ticked(dialog, material):
    choose(dialog.what, "meaning-units")
    dialog.scope.documents.set_ticked(material.documents["Intervju 2"], ticked=False)
    dialog.interpretation.setChecked(True)
    options = dialog.options()
    assert options.filters.documents == (material.documents["Intervju 1"],)
    assert options.interpretation
    assert dialog.file_name().endswith("Table of meaning units.docx")


def test_the_grid_is_of_documents_persons_or_cases_and_without_names_unless_asked(dialog):
    choose(dialog.what, "grid")
    choose(dialog.about, "persons")
    assert dialog._sentence.text() == "Will be written: Persons."
    assert (dialog.options().about, dialog.options().real_names) == ("persons", False)
    assert dialog.scope.isHidden() and not dialog.real_names.isHidden()


def test_a_board_is_chosen_and_without_one_it_is_said(session, material, qtbot):
    dialog = ExportDialog(session, material.project)
    qtbot.addWidget(dialog)
    choose(dialog.what, "board")
    assert not dialog.accept_button.isEnabled()
    made = boards.create_board(material.project, material.someone, "Väggen")
    dialog = ExportDialog(session, material.project)
    qtbot.addWidget(dialog)
    choose(dialog.what, "board")
    assert dialog.options().board == made.first("boards")
    assert dialog._sentence.text() == "Will be written: Väggen."


@pytest.mark.parametrize("what", ["response-rates", "survey-answers"])
def test_surveys_are_written_whole_and_without_one_it_is_said(session, material, qtbot, what):
    dialog = ExportDialog(session, material.project)
    qtbot.addWidget(dialog)
    choose(dialog.what, what)
    assert not dialog.accept_button.isEnabled()
    import_survey(material.project, material.someone, plan())
    dialog = ExportDialog(session, material.project)
    qtbot.addWidget(dialog)
    choose(dialog.what, what)
    assert dialog._sentence.text() == "Will be written: 1 survey."
    assert not dialog.scope.tabs.isVisibleTo(dialog)


@pytest.mark.parametrize("what", ["meaning-units", "grid", "board"])
def test_what_is_chosen_is_written(session, material, qtbot, tmp_path, what):
    boards.create_board(material.project, material.someone, "Väggen")
    dialog = ExportDialog(session, material.project)
    qtbot.addWidget(dialog)
    choose(dialog.what, what)
    out = tmp_path / f"fil{dialog.format.currentData()}"
    export(material.project, out, what=what, options=dialog.options())
    assert out.stat().st_size > 0


def test_documents_with_codes_in_the_margin_are_for_word_only(dialog):
    choose(dialog.what, "margin")
    assert [dialog.format.itemData(row) for row in range(dialog.format.count())] == [".docx"]
    assert dialog._sentence.text() == "Will be written: 3 categories, 2 documents."
    shown = [dialog.scope.tabs.isTabVisible(tab) for tab in range(dialog.scope.tabs.count())]
    assert shown == [True, True, True, False]


def test_one_document_is_a_file_and_several_go_into_a_folder(
    dialog, material, monkeypatch, tmp_path
):
    names = []
    monkeypatch.setattr(TARGET, lambda *_args, name, **_how: names.append(name) or tmp_path / name)
    folder = "qualcode.shell.dialogs.export_dialog.ask_folder"
    monkeypatch.setattr(folder, lambda *_args: tmp_path)
    choose(dialog.what, "margin")
    several = dialog.request()
    assert several is not None
    assert (several.out, several.options.document) == (tmp_path, None)
    dialog.scope.documents.set_ticked(material.documents["Intervju 2"], ticked=False)
    one = dialog.request()
    assert one is not None
    assert names == ["Intervju 1.docx"]
    assert one.options.document == material.documents["Intervju 1"]


def test_a_command_proposes_what_it_is_for(session, material, monkeypatch):
    session.open(material.project)
    asked = []
    monkeypatch.setattr(ExportDialog, "exec", lambda own: asked.append(own.what.currentData()))
    assert ExportDialog.ask(session, what="margin") is None
    assert asked == ["margin"]
