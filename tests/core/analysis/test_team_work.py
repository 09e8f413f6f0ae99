"""Who did what."""

from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.analysis.team_work import team_work
from qualcode.core.operations.memos import write_memo
from qualcode.core.operations.readings import set_reading
from qualcode.core.operations.reconcile import discuss
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


def test_each_evaluators_work_is_counted(tmp_path):
    made = Material(tmp_path)
    first = made.document("Ett", TEXT)
    second = made.document("Två", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart", by="Mattias Berg")
    made.mark("Mandat", "Ingen", document="Två", by="Mattias Berg")
    berg = made.coder("Mattias Berg")
    set_reading(made.project, berg, [first], "done")
    set_reading(made.project, berg, [second], "under-way")
    write_memo(made.project, berg, "Tanke")
    anna, mattias = team_work(made.project.db).evaluators
    assert (anna.marked, anna.codings, anna.done, anna.under_way) == (0, 0, 0, 0)
    assert mattias.passages == {first: 1, second: 1}
    assert (mattias.marked, mattias.codings, mattias.memos) == (2, 2, 1)
    assert (mattias.done, mattias.under_way) == (1, 1)
    assert mattias.last > anna.last
    made.project.close()


def test_what_is_said_of_a_disagreement_is_no_memo(tmp_path):
    made = Material(tmp_path)
    document = made.document("Ett", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart", by="Mattias Berg")
    made.mark("Mandat", "Det är oklart")
    compared = [made.someone, made.coder("Mattias Berg")]
    (one,) = compare(made.project.db, compared).listed[document]
    discuss(made.project, made.someone, one, "Vi talas vid på torsdag.")
    assert [one.memos for one in team_work(made.project.db).evaluators] == [0, 0]
    made.project.close()


def test_somebody_who_did_nothing_but_join_has_a_row(tmp_path):
    made = Material(tmp_path)
    made.coder("Cilla Ek")
    found = team_work(made.project.db)
    assert [one.coder.name for one in found.evaluators] == ["Anna Lindqvist", "Cilla Ek"]
    assert found.evaluators[1].marked == 0
    made.project.close()
