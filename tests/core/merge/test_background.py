"""What there is to know of a file before one decides, and texts of which both may stand."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.background import describe_sources
from qualcode.core.merge.decided import BOTH, CONFLICT, NewDecision
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.plan import Plan
from qualcode.core.merge.plan_json import plan_as_json
from qualcode.core.operations.codes import describe_code, rename_code
from qualcode.core.operations.memos import write_memo
from qualcode.core.operations.passages import remove_codings
from qualcode.core.operations.restoring import restore_deleted
from qualcode.core.project import Project
from qualcode.core.report.merge_sentences import gone_sentences, stands
from qualcode.core.store import codes, codings
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."
FIELDS = ("definition", "when_to_use", "when_not_to_use", "example", "level")


class Copy(Material):
    """A handed-out copy, in which a colleague goes on."""

    def __init__(self, made, path):
        hand_out(made.project, path, name="Mattias Berg")
        self.project = Project.open(path)
        found = self.project.db.execute("SELECT name, id FROM coders").fetchall()
        self.coders = dict(found)
        self.codes, self.documents = dict(made.codes), dict(made.documents)

    @property
    def someone(self):
        return self.coders["Mattias Berg"]


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", TEXT)
    made.code("Otydligt mandat", definition="Oklar rätt")
    made.mark("Otydligt mandat", "oklart")
    yield made
    made.project.close()


@pytest.fixture
def copy(made, tmp_path):
    copy = Copy(made, tmp_path / "kopia.qualcode")
    yield copy
    copy.project.close()


def described(made, copy):
    paths = [copy.project.path]
    copy.project.close()
    plan = plan_merge(made.project, paths)
    return describe_sources(made.project, paths, plan)[0]


def test_a_file_is_of_those_whose_work_is_new(made, copy):
    copy.mark("Otydligt mandat", "Ingen vet", by="Mattias Berg")
    source = described(made, copy)
    assert [coder.name for coder in source.coders] == ["Mattias Berg"]
    assert source.handed_out != ""
    assert source.last >= source.handed_out


def test_marks_of_codes_that_are_perhaps_the_same_are_held_against_each_other(made, copy):
    copy.code("Otydliga mandat")
    copy.mark("Otydliga mandat", "är oklart", by="Mattias Berg")
    copy.mark("Otydliga mandat", "vem som", by="Mattias Berg")
    source = described(made, copy)
    pair = (made.codes["Otydligt mandat"], copy.codes["Otydliga mandat"])
    assert source.overlaps == {pair: 1}


def test_memos_that_only_the_file_has_are_known(made, copy):
    write_memo(copy.project, copy.someone, "Tänk på mandatet")
    source = described(made, copy)
    assert [(memo.coder, memo.text) for memo in source.memos] == [
        ("Mattias Berg", "Tänk på mandatet")
    ]


def test_of_two_definitions_both_may_stand(made, copy):
    for one, words in ((made, "Hos oss"), (copy, "Hos dem")):
        code = codes.get(one.project.db, CodeId(one.codes["Otydligt mandat"]))
        details = {**{field: getattr(code, field) for field in FIELDS}, "definition": words}
        describe_code(one.project, one.someone, code.id, **details)
    copy.project.close()
    decision = NewDecision(CONFLICT, made.codes["Otydligt mandat"], "definition", BOTH)
    done = merge(made.project, made.someone, [copy.project.path], decisions=[decision])
    found = codes.get(made.project.db, CodeId(made.codes["Otydligt mandat"]))
    assert found.definition == "Hos oss\nHos dem"
    assert [stands(one) for one in done.plan.files[0].conflicts] == ["both"]
    assert plan_merge(made.project, [copy.project.path]).is_empty


def test_of_two_names_only_one_can_stand(made, copy):
    for one, name in ((made, "Oklart"), (copy, "Otydligt")):
        rename_code(one.project, one.someone, CodeId(one.codes["Otydligt mandat"]), name)
    copy.project.close()
    decision = NewDecision(CONFLICT, made.codes["Otydligt mandat"], "name", BOTH)
    with pytest.raises(Refused, match="only one can stand"):
        plan_merge(made.project, [copy.project.path], decisions=[decision])


def test_a_plan_lists_each_mark_that_goes_and_who_deleted_it(made, copy):
    (mark,) = codings.all_marks(copy.project.db)
    gone = remove_codings(copy.project, copy.someone, [mark.coding.id])
    copy.project.close()
    (file,) = plan_merge(made.project, [copy.project.path]).files
    (line,) = file.gone
    start = TEXT.index("oklart")
    assert (line.segment_id, line.start, line.end) == (mark.segment.id, start, start + 6)
    assert (line.code, line.coder, line.deed) == (
        "Otydligt mandat",
        "Anna Lindqvist",
        gone.entry_id,
    )
    (told,) = plan_as_json(Plan((file,)))["deleted_marks"]
    assert (told["deed"], told["code"]) == (gone.entry_id, line.code)
    assert gone_sentences([line]) == [
        "Mattias Berg deleted “Otydligt mandat” on a passage of Anna Lindqvist in “Intervju”."
    ]
    merge(made.project, made.someone, [copy.project.path])
    assert plan_merge(made.project, [copy.project.path]).files[0].gone == ()
    restore_deleted(made.project, made.someone, line.deed)
    assert [one.segment.quote for one in codings.all_marks(made.project.db)] == ["oklart"]


def test_work_that_a_colleague_merged_is_new_too(made, copy, tmp_path):
    third = Copy(made, tmp_path / "tredje.qualcode")
    cleo = third.coder("Cleo Dahl")
    write_memo(third.project, cleo, "Av Cleo")
    third.project.close()
    merge(copy.project, copy.someone, [third.project.path])
    found = described(made, copy)
    assert found.is_new
    assert "Cleo Dahl" in {one.name for one in found.coders}
