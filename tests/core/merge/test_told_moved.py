"""Of passages in another wording it is told which a file brings, and which were here."""

from collections import Counter

import pytest

from qualcode.core.merge.apply import merge
from qualcode.core.project import Project
from qualcode.core.report.merge import write_report
from tests.core.merge.copies import copy, of_three
from tests.core.merge.test_text_places import corrected, evaluator, marked

TEXT = (
    "Eva: Ett två tre fyra fem sex. Sju åtta nio tio elva tolv.\n"
    "Karin: Alfa beta gamma delta epsilon. Zeta eta theta jota kappa."
)


@pytest.fixture
def files(tmp_path):
    """Ours, and those of Bo, who marked four passages, and of Cleo, who marked one."""
    path = of_three(tmp_path / "base.qualcode", TEXT, code="Tal")
    ours, bo, cleo = (copy(path, name) for name in ("ours", "bo", "cleo"))
    marked(bo, "Bo", "två tre", "fyra fem", "åtta nio", "gamma delta")
    marked(cleo, "Cleo", "eta theta")
    return ours, bo, cleo


def taken_in(ours, other):
    with Project.open(ours) as project:
        done = merge(project, evaluator(project), [other])
        out = ours.with_name(f"{other.stem}.html")
        write_report(project, out, done, overwrite=True)
    (file,) = done.plan.files
    return file, out.read_text(encoding="utf-8")


def tenths(passages):
    return Counter(passages.values())


def test_what_colleagues_brought_earlier_is_not_counted_again(files):
    ours, bo, cleo = files
    corrected(ours, "Anna", {"Ett": "Etta", "Zeta": "Tseta"})
    assert tenths(taken_in(ours, bo)[0].moved) == {10: 4}
    file, told = taken_in(ours, cleo)
    assert (tenths(file.moved), file.carried) == ({10: 1}, {})
    assert "In “cleo.qualcode”, 1 passage was marked in another wording of its text" in told


def test_of_ours_it_is_said_that_the_file_has_another_wording(files):
    ours, bo, cleo = files
    taken_in(ours, bo)
    corrected(cleo, "Cleo", {"Ett": "Etta", "Zeta": "Tseta"})
    file, told = taken_in(ours, cleo)
    assert (file.moved, tenths(file.carried)) == ({}, {10: 4})
    assert "was marked in another wording" not in told
    assert (
        "“cleo.qualcode” brings another wording of the texts of 4 passages that were here" in told
    )


def test_a_passage_that_stands_at_other_words_is_told_when_that_comes_about(files):
    ours, bo, cleo = files
    taken_in(ours, bo)
    corrected(ours, "Anna", {"Zeta": "Tseta"})
    corrected(cleo, "Cleo", {"två tre": "två, nej tre"})
    file, told = taken_in(ours, cleo)
    assert [one.coder for one in file.unsure] == ["Bo"]
    assert "A passage of Bo in “Samtal” (Tal) stands at words that are nearly the same" in told
    corrected(cleo, "Cleo", {"Ett": "Etta"})
    file, told = taken_in(ours, cleo)
    assert (file.unsure, len(file.carried)) == ((), 5)
