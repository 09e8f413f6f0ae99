"""How far evaluators agree, on the page of the team."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from qualcode.core.analysis.agreement import meaning
from qualcode.core.operations.passages import code_passage
from qualcode.shell.chosen import Chosen
from qualcode.shell.pages.team.agreement import AgreementPart
from qualcode.shell.panels.filter_chips import ATTRIBUTE
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Karin", TEXT)
    made.document("Intervju Vik", TEXT)
    for name in ("Mandat", "Tillit", "Oanvänd"):
        made.code(name)
    for evaluator in ("Anna Lindqvist", "Bo Ek"):
        made.mark("Mandat", "Det är oklart", by=evaluator)
    made.mark("Mandat", "Ingen vet", by="Bo Ek")
    made.mark("Tillit", "tyvärr", document="Intervju Vik")
    return made


@pytest.fixture
def part(made, session, qtbot):
    session.open(made.project)
    chosen = Chosen(session)
    part = AgreementPart(session, chosen)
    part.chosen_for_test = chosen
    qtbot.addWidget(part)
    part.resize(1000, 800)
    part.show()
    part.came()
    settled(part, qtbot)
    return part


def settled(part, qtbot):
    qtbot.waitUntil(lambda: part._job is None and not part._later.isActive())


def value(part, key, column=1):
    table = part.result.overall
    row = [one.key for one in table.model_.rows].index(key)
    return table.text(row, column)


def test_who_marked_something_is_compared_at_once(part):
    assert part.result.heading.text().startswith("Anna Lindqvist, Bo Ek: compared on")
    assert part.result.figures.text("percent") == value(part, "percent") == "95.1 %"
    assert value(part, "krippendorff_alpha").startswith("0.")


def test_the_offer_and_the_meaning_of_the_current_number_are_always_there(part):
    assert part.offer.text() == meaning.offer()
    assert meaning.meaning("percent") in part.result.told.text()
    rows = [one.key for one in part.result.overall.model_.rows]
    part.result.overall.selectRow(rows.index("holsti"))
    assert meaning.meaning("holsti") in part.result.told.text()


def test_a_few_numbers_are_told_first_each_with_its_sentence(part):
    figures = part.result.figures
    assert list(figures.sentences) == [
        "percent",
        "cohen_kappa",
        "krippendorff_alpha",
        "cu_alpha",
    ]
    assert figures.sentences["cohen_kappa"].text() == meaning.meaning("cohen_kappa")
    assert not part.result.overall.isVisible()
    assert "Gwet’s AC1" not in part.result.codes.model_.headings


def test_all_measures_come_when_asked_for(part):
    part.result.every.click()
    assert part.result.overall.isVisible()
    assert "Gwet’s AC1" in part.result.codes.model_.headings
    assert part.state()["every"] is True


def test_an_undefined_number_has_its_reason_beside_it(part):
    assert part.result.figures.text("cu_alpha") == "undefined"
    assert part.result.figures.sentences["cu_alpha"].text().endswith(meaning.undefined())


def test_what_is_undefined_says_so_and_why(part, qtbot):
    coders = part.choices.chips["coders"]
    coders.choose(coders.choices)
    codes = part.choices.chips["codes"]
    codes.choose([key for key, name in codes.choices.items() if name == "Oanvänd"])
    codes.changed.emit()
    settled(part, qtbot)
    assert value(part, "krippendorff_alpha") == "undefined"
    rows = [one.key for one in part.result.overall.model_.rows]
    part.result.overall.selectRow(rows.index("krippendorff_alpha"))
    assert meaning.undefined() in part.result.told.text()


def test_beside_the_numbers_stands_how_much_each_marked(part):
    rows = [one.cells for one in part.result.coverage.model_.rows]
    assert [row[0] for row in rows] == [
        "Anna Lindqvist",
        "Bo Ek",
        "Both",
        "At least one",
    ]
    assert all(row[1].endswith(" %") for row in rows)
    assert [one.cells[0] for one in part.result.codes.model_.rows] == ["Mandat", "Tillit"]
    assert [one.cells[0] for one in part.result.documents.model_.rows] == [
        "Intervju Karin",
        "Intervju Vik",
    ]


def test_with_a_key_there_are_precision_and_recall(part, qtbot):
    assert "recall" not in [one.key for one in part.result.overall.model_.rows]
    part.choices.key.setCurrentIndex(1)
    settled(part, qtbot)
    assert value(part, "precision").startswith("0.")
    assert value(part, "recall").startswith("0.")


def test_intervals_come_when_asked_for(part, qtbot):
    part.choices.intervals.setChecked(True)
    settled(part, qtbot)
    assert part.result.overall.model_.headings[2:4] == ("95 % from", "95 % to")
    assert value(part, "percent", 2) <= value(part, "percent") <= value(part, "percent", 3)


def test_marks_that_change_are_compared_anew(part, made, session, qtbot):
    before = value(part, "percent")
    start = TEXT.index("Ingen vet")
    document, code = made.documents["Intervju Karin"], made.codes["Mandat"]
    session.run(code_passage, document, start, start + len("Ingen vet"), [code])
    qtbot.waitUntil(lambda: value(part, "percent") != before)


def test_one_evaluator_alone_is_told_what_it_takes(tmp_path, session, qtbot):
    made = Material(tmp_path, name="Ensam")
    made.document("Intervju", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart")
    session.open(made.project)
    part = AgreementPart(session, Chosen(session))
    qtbot.addWidget(part)
    part.show()
    part.came()
    settled(part, qtbot)
    assert "two evaluators" in part.empty.text()
    assert not part.export.isEnabled()


def test_what_somebody_did_not_mark_is_told_above_the_figures_and_left_out(part, qtbot):
    result = part.result
    assert result.leave_out.isVisible()
    assert "has marked nothing in 1 document" in result.remarks.text()
    assert result.remarks.y() < result.leave_out.y() < result.figures.y()
    before = result.found.overall.n
    result.leave_out.click()
    qtbot.waitUntil(lambda: not result.leave_out.isVisible(), timeout=20_000)
    assert "Intervju Vik" not in result.found.documents
    assert result.found.overall.n < before


def test_the_names_of_the_codes_stay_when_one_scrolls_sideways(part, qtbot):
    part.resize(520, 700)
    part.result.every.setChecked(True)
    table = part.result.codes
    bar, first = table.horizontalScrollBar(), table.property("first")
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=10_000)
    assert first.isHidden()
    bar.setValue(bar.maximum())
    assert first.isVisible() and first.width() == table.columnWidth(0)
    assert first.isColumnHidden(1) and not first.isColumnHidden(0)
    bar.setValue(0)
    assert first.isHidden()


def test_everything_can_be_copied_with_what_it_means(part):
    part.copy.click()
    words = QGuiApplication.clipboard().text()
    assert "Krippendorff’s α\t0." in words
    assert meaning.offer() in words


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv"])
def test_a_file_is_written_without_real_names(part, suffix, tmp_path, qtbot):
    out = tmp_path / f"agreement{suffix}"
    part.write(out)
    qtbot.waitUntil(lambda: "is written" in part.notice.text)
    assert out.stat().st_size > 500
    if suffix == ".csv":
        words = out.read_text(encoding="utf-8-sig")
        assert "code,Mandat," in words
        assert "Karin" not in words


def test_another_project_is_compared_with_and_not_taken_in(part, made, tmp_path, qtbot):
    other = Material(tmp_path, name="Cilla")
    other.coders.clear()
    other.coder("Cilla Berg")
    other.document("Intervju Karin", TEXT)
    other.code("Mandat")
    other.mark("Mandat", "Det är oklart", by="Cilla Berg")
    other.project.close()
    before = made.project.db.execute("SELECT count(*) FROM journal").fetchone()
    part.compare_with((other.project.path,))
    settled(part, qtbot)
    assert "Cilla Berg" in part.result.heading.text()
    assert part.other_names.isVisible()
    assert made.project.db.execute("SELECT count(*) FROM journal").fetchone() == before
    part.alone.click()
    qtbot.waitUntil(lambda: "Cilla" not in part.result.heading.text())


def test_a_file_that_is_no_project_is_told_and_left(part, tmp_path, session, qtbot):
    bad = tmp_path / "bad.qualcode"
    bad.write_text("no project")
    with qtbot.waitSignal(session.refused):
        part.compare_with((bad,))
    qtbot.waitUntil(lambda: part.others == () and part._job is None)


def test_what_was_asked_for_is_asked_for_again(part, made, session, qtbot):
    part.choices.key.setCurrentIndex(2)
    part.choices.unit.setCurrentIndex(part.choices.unit.findData("segment"))
    settled(part, qtbot)
    again = AgreementPart(session, Chosen(session))
    qtbot.addWidget(again)
    again.restore_state(part.state())
    again.show()
    again.came()
    settled(again, qtbot)
    assert again.choices.state() == part.choices.state()
    assert again.choices.overlap.isVisible()


def test_the_code_one_is_at_is_chosen_everywhere(part, made):
    part.result.codes.selectRow(1)
    assert part.chosen_for_test.code_id == made.codes["Tillit"]


def test_only_what_they_say_is_compared_who_are_so(part, made, qtbot):
    whole = part.result.found.length
    karin = made.person("Karin", "Intervju Karin")
    sex = made.persons_are("Kön", {karin: "Kvinna"})
    only = part.choices.only
    only.refresh()
    only.open(f"{ATTRIBUTE}{sex}")
    only.popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    settled(part, qtbot)
    assert 0 < part.result.found.length < whole
    state = part.state()
    only.clear()
    settled(part, qtbot)
    assert part.result.found.length == whole
    part.restore_state(state)
    settled(part, qtbot)
    assert part.result.found.length < whole
