"""What is decided of one file of an import, and what that is for the others."""

import json

from PySide6.QtCore import Qt

from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.models.speakers_table import Column

FIRST = "Karin: Hur ser ni på det?\nBo: Otydligt.\n" * 3
OTHER = "KARIN: Vem bestämmer?\nEva: Styrelsen.\n" * 3
NUMBERED = "Talare 1: Hur ser ni på det?\nTalare 2: Otydligt.\n" * 3


def let_ask(dialog, label):
    """Say that somebody in the file that is looked at asks the questions."""
    model = dialog.panel.parts.speakers.model
    model.setData(model.index(model.row_of(label), Column.KIND), "interviewer")


def kinds(dialog, file=1):
    return [row.kind for row in dialog.files.files[file].sheet.rows]


def test_who_asks_in_one_file_asks_in_the_others_where_the_same_name_stands(ask):
    dialog = ask(A_txt=FIRST, B_txt=OTHER)
    let_ask(dialog, "Karin")
    assert kinds(dialog) == ["interviewer", "respondent"]
    assert dialog.foot.state.text() == "“KARIN” is taken for the same in 1 other file."


def test_a_number_may_be_somebody_else_in_each_file(ask):
    dialog = ask(A_txt=NUMBERED, B_txt=NUMBERED.replace("det", "detta"))
    let_ask(dialog, "Talare 1")
    assert kinds(dialog) == ["respondent", "respondent"]


def test_what_was_said_in_a_file_itself_stays(ask):
    dialog = ask(A_txt=FIRST, B_txt=OTHER)
    let_ask(dialog, "Karin")
    dialog.list.setCurrentIndex(dialog.files.index(1))
    model = dialog.panel.parts.speakers.model
    model.setData(model.index(model.row_of("KARIN"), Column.KIND), "respondent")
    assert kinds(dialog) == ["respondent", "respondent"]
    assert kinds(dialog, file=0) == ["interviewer", "respondent"]


def rules_of(dialog, tmp_path):
    out = tmp_path / "rules.json"
    dialog.tools.rules.save_to(out)
    return json.loads(out.read_text(encoding="utf-8"))


def test_rules_say_what_is_done_with_all_files(ask, tmp_path):
    dialog = ask(A_txt=FIRST, B_txt=OTHER)
    first, other = dialog.files.files
    for file in (first, other):
        file.set_kind("workshop")
    first.set_language("en")
    other.sheet.rows[1].kind = "interviewer"
    assert rules_of(dialog, tmp_path) == {"kind": "workshop", "speakers": {"Eva": "interviewer"}}
    assert dialog.foot.state.text() == "“rules.json” is written."


def test_joined_spellings_are_rules_too(ask, tmp_path):
    dialog = ask(A_txt=FIRST)
    dialog.files.files[0].sheet.join("Bo", "Karin")
    assert rules_of(dialog, tmp_path)["spellings"] == {"Bo": "Karin"}
    other = ask(B_txt=FIRST)
    other.tools.rules.use(tmp_path / "rules.json")
    assert [row.label for row in other.files.files[0].sheet.rows] == ["Karin"]


def test_files_of_one_title_are_told_apart_by_their_whole_names(ask):
    dialog = ask(Samtal_txt=FIRST, Samtal_md=OTHER, Annat_txt=NUMBERED)
    shown = [dialog.files.index(row).data() for row in range(3)]
    assert shown == ["Samtal.txt", "Samtal.md", "Annat"]


def test_what_else_lies_in_the_folder_is_said_and_reported(session, project, tmp_path, qtbot):
    path = tmp_path / "A.txt"
    path.write_text(FIRST)
    said = "1 recording lies there too."
    dialog = ImportDialog.ask(session, [path], None, beside=said)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    assert dialog.beside.isVisible()
    assert dialog.beside.text() == said
    dialog.tools.report.save(tmp_path / "report.csv")
    qtbot.waitUntil(lambda: "is written" in dialog.foot.state.text())
    assert said in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    dialog.close()
