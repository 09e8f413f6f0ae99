"""What the plan and the report of a merge say, and in whose name."""

import re
from dataclasses import fields, replace

import pytest

from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import BOTH, CONFLICT, NewDecision
from qualcode.core.merge.kept import kept_together
from qualcode.core.merge.plan import FilePlan
from qualcode.core.merge.plan_json import plan_as_json
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import passages
from qualcode.core.operations.anonymising import anonymise
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code, describe_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import undo
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.operations.project_details import edit_project
from qualcode.core.project import Project
from qualcode.core.report import merge_names
from qualcode.core.report.merge import write_report
from qualcode.core.report.merge_sentences import kept_sentence
from qualcode.core.report.merge_texts import beside_sentence, beside_sentences, quoted
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.translate import speaking
from tests.core.material import Material
from tests.core.merge.copies import copy
from tests.core.whole import transcript

TEXT = (
    "Intervjuare: Vem har personal?\n"
    "Eva: Kommunen lånar ut personal men ingen vet. Det tar tid.\n"
    "Intervjuare: Ja?\n"
    "Eva: Det är sant att ingen vet vart vi ska."
)
EVALUATORS = ("Anna Berg", "Bo Ek", "Cleo Dahl")


@pytest.fixture
def base(tmp_path):
    """A project of three evaluators, of whom one has the surname of a respondent."""
    path = tmp_path / "base.qualcode"
    with Project.create(path, language="sv") as project:
        anna = CoderId(add_coder(project, EVALUATORS[0]).first("coders"))
        for name in EVALUATORS[1:]:
            add_coder(project, name)
        import_documents(project, anna, [NewDocument(transcript("Samtal", TEXT, ("Eva",)))])
        create_code(project, anna, NewCode("Möten"))
        (eva,) = [one for one in person_store.all_persons(project.db) if one.name == "Eva"]
        details = PersonDetails("Eva Berg", eva.pseudonym, eva.kind, None, None)
        edit_person(project, anna, eva.id, details)
    return path


@pytest.fixture
def two(base):
    return [copy(base, name) for name in ("a", "b")]


@pytest.fixture
def three(base):
    return [copy(base, name) for name in ("a", "b", "c")]


class Working:
    """Somebody works in a copy."""

    def __init__(self, path, name):
        self._path, self._name = path, name

    def __enter__(self):
        self.project = Project.open(self._path)
        rows = self.project.db.execute("SELECT id FROM coders WHERE name = ?", [self._name])
        self.coder = CoderId(rows.fetchone()[0])
        (self.document,) = [one.id for one in document_store.all_documents(self.project.db)]
        self.code = code_store.all_codes(self.project.db)[0].id
        return self

    def __exit__(self, *_error):
        self.project.close()

    def correct(self, old, new):
        text = document_store.text(self.project.db, self.document)
        assert text.count(old) == 1
        correct_text(self.project, self.coder, self.document, text.replace(old, new))

    def define(self, definition):
        others = {"when_to_use": None, "when_not_to_use": None, "example": None, "level": "code"}
        describe_code(self.project, self.coder, self.code, definition=definition, **others)

    def mark(self, words):
        start = TEXT.index(words)
        end = start + len(words)
        passages.code_passage(self.project, self.coder, self.document, start, end, [self.code])


def plan(ours, *theirs):
    with Project.open(ours) as project:
        return plan_merge(project, list(theirs)).files


def taken_in(ours, *theirs, name="Anna Berg", decisions=()):
    with Working(ours, name) as anna:
        return merge(anna.project, anna.coder, list(theirs), decisions=list(decisions))


def report(ours, done, suffix=".html"):
    out = ours.with_suffix(suffix)
    with Project.open(ours) as project:
        write_report(project, out, done)
    return re.sub(r"<[^>]+>", "\n", out.read_text(encoding="utf-8"))


def deleted_with_her_own_marks(two):
    """Bo marked three places and deleted the document; Anna has marked one."""
    with Working(two[1], "Bo Ek") as bo:
        for words in ("Kommunen", "personal men", "sant"):
            bo.mark(words)
        delete_documents(bo.project, bo.coder, [bo.document])
    with Working(two[0], "Anna Berg") as anna:
        anna.mark("Det tar tid")
    return two


def test_what_was_deleted_with_a_document_that_is_kept_is_one_line_with_numbers(two):
    (file,) = plan(*deleted_with_her_own_marks(two))
    assert len(file.kept) > 6
    (kept,) = kept_together(file.kept)
    assert (kept.first.table, kept.first.what, kept.number) == ("documents", "Samtal", 1)
    assert dict(kept.parts)["segments"] == dict(kept.parts)["codings"] == 3
    assert kept_sentence(kept) == (
        "Documents: Bo Ek deleted “Samtal”. It is kept, for others used or changed it. With it is "
        "kept all that was deleted with it: 3 passages, 3 marks, 2 persons."
    )


def test_only_what_others_used_is_said_to_be_used_and_the_file_of_the_plan_has_every_row(two):
    deleted_with_her_own_marks(two)
    with Project.open(two[0]) as project:
        found = plan_as_json(plan_merge(project, [two[1]]))["kept"]
    only_with = {(one["table"], one["only_with"]) for one in found}
    assert ("documents", False) in only_with
    assert {("segments", True), ("codings", True), ("persons", True)} <= only_with
    assert sum(one["table"] == "codings" for one in found) == 3
    assert len({one["deed"] for one in found}) == 1


def test_an_evaluator_is_named_also_with_the_surname_of_a_respondent(two):
    with Working(two[1], "Bo Ek") as bo:
        bo.define("Som Eva Berg sade")
    with Working(two[0], "Anna Berg") as anna:
        anna.define("När man möts")
    done = taken_in(*two)
    told = report(two[0], done)
    assert "(Anna Berg, " in told and "Anna [" not in told
    assert "Eva Berg" not in told and "Som [" in told
    assert '"Anna Berg"' in report(two[0], done, ".json")


def test_what_was_undone_is_told_in_the_reports_language_and_without_names(two):
    with Working(two[0], "Anna Berg") as anna:
        create_code(anna.project, anna.coder, NewCode("Som Eva Berg sade"))
    third = copy(two[0], "c")
    with Working(two[0], "Anna Berg") as anna:
        undo(anna.project, anna.coder)
    done = taken_in(two[0], third)
    (line,) = done.plan.files[0].undone
    assert line.what == "New code “Som Eva Berg sade”"
    told = report(two[0], done)
    assert "Eva Berg" not in told
    assert "New code" not in told and "Anna Berg" in told


def test_no_list_of_a_plan_is_forgotten_where_names_are_left_out():
    lists = {one.name for one in fields(FilePlan) if str(one.type).startswith("tuple[")}
    others = {"conflicts", "matches", "questions", "decisions", "evaluators"}
    assert lists - others == set(merge_names._LISTS)


def test_both_is_told_as_both(two):
    with Working(two[1], "Bo Ek") as bo:
        bo.define("Att mötas")
    with Working(two[0], "Anna Berg") as anna:
        anna.define("När man möts")
        edit_project(anna.project, anna.coder, name="Möten", language="en", questions=None)
        code = anna.code
    done = taken_in(*two, decisions=[NewDecision(CONFLICT, code, "definition", BOTH)])
    told = report(two[0], done)
    assert "Codes, “Möten”: definition of both was chosen." in told
    assert "one was chosen" not in told


def test_a_report_is_in_the_projects_language_alone(two):
    deleted_with_her_own_marks(two)
    with Working(two[0], "Anna Berg") as anna:
        anna.correct("Det tar tid", "Det tar lång tid")
    told = report(two[0], taken_in(*two))
    assert "“" not in told
    assert "place changed" not in told and " in Samtal" not in told


def test_what_an_earlier_merge_brought_is_by_whoever_wrote_it(three):
    a, b, c = three
    with Working(a, "Anna Berg") as anna:
        anna.correct("vart vi ska", "vart vi är på väg")
    with Working(b, "Bo Ek") as bo:
        bo.correct("sant", "riktigt")
    with Working(c, "Cleo Dahl") as cleo:
        cleo.correct("sant", "falskt")
    taken_in(a, b)
    (file,) = plan(a, c)
    (line,) = [one for one in file.conflicts if one.table == "documents"]
    assert sorted(line.coders[0].split(", ")) == ["Anna Berg", "Bo Ek"]
    assert line.coders[1] == "Cleo Dahl"
    assert {(one.coders, one.words) for one in line.written[0]} == {
        (("Bo Ek",), ("riktigt",)),
        (("Anna Berg",), ("är på väg",)),
    }
    assert [one.coders for one in line.collided] == [("Bo Ek", "Cleo Dahl")]


def test_words_of_two_evaluators_at_one_place_are_told_as_of_both(three):
    a, b, c = three
    with Working(b, "Bo Ek") as bo:
        bo.correct("lånar ut personal", "hyr ut personal")
    taken_in(a, b)
    with Working(a, "Anna Berg") as anna:
        anna.correct("hyr ut", "hyr alltid ut")
    with Working(c, "Cleo Dahl") as cleo:
        cleo.correct("lånar ut personal", "säljer personal")
    (file,) = plan(a, c)
    (place,) = [place for one in file.conflicts for place in one.collided]
    assert place.words[0] == "hyr alltid ut"
    assert place.coders == ("Anna Berg, Bo Ek", "Cleo Dahl")


def test_changes_of_the_same_few_words_are_listed_for_a_look(three):
    a, b, c = three
    with Working(a, "Anna Berg") as anna:
        anna.correct("ut personal", "ut folk")
    with Working(b, "Bo Ek") as bo:
        bo.correct("lånar ut personal", "lånar faktiskt ut personal")
    with Working(c, "Cleo Dahl") as cleo:
        cleo.correct("lånar ut", "hyr ut")
    first, second = plan(a, b, c)
    beside = [place for file in (first, second) for one in file.conflicts for place in one.beside]
    assert [one.stands for one in beside] == ["faktiskt ut folk", "hyr faktiskt ut folk"]
    assert set(beside[0].coders) == {"Anna Berg", "Bo Ek"}
    assert set(beside[1].coders) == set(EVALUATORS)
    assert beside_sentence("Samtal", beside[1]).endswith(
        "“…Vem har personal? Eva: Kommunen [hyr faktiskt ut folk] men ingen vet. Det tar tid.…”"
    )


def test_of_very_many_such_places_the_number_is_told(two):
    with Working(two[0], "Anna Berg") as anna:
        anna.correct("ut personal", "ut folk")
    with Working(two[1], "Bo Ek") as bo:
        bo.correct("lånar ut", "hyr ut")
    (line,) = [one for one in plan(*two)[0].conflicts if one.beside]
    told = beside_sentences(replace(line, beside=line.beside * 25))
    assert len(told) == 21
    assert told[-1] == "“Samtal”: 5 more places where words were changed beside each other."


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (("Det tar tid.", "Det tar lång tid."), ("ingen vet.", "ingen kan veta.")),
        (("Kommunen", "Staten"), ("men ingen vet", "men ingen kan veta")),
        (("lånar ut personal", "hyr ut folk"), ("vart vi", "vart i världen vi")),
        (("vet. Det", "vet mer. Det"), ("vet. Det", "vet mer. Det")),
        (
            ("vi ska.", "vi ska.\nEva: Tack."),
            ("vi ska.", "vi ska.\n\nIntervjuare: Tack så mycket."),
        ),
    ],
    ids=["another sentence", "many words between", "far away", "the same", "other lines"],
)
def test_changes_of_other_words_are_not(two, mine, other):
    for path, name, change in zip(two, EVALUATORS, (mine, other), strict=False):
        with Working(path, name) as one:
            one.correct(*change)
    (file,) = plan(*two)
    assert [place for one in file.conflicts for place in one.beside] == []


def test_a_name_that_was_replaced_beside_a_change_is_no_other_sentence(two):
    with Working(two[0], "Anna Berg") as anna:
        anonymise(anna.project, anna.coder, [Replacement("Kommunen", "[K1]")])
    with Working(two[1], "Bo Ek") as bo:
        bo.correct("lånar ut", "hyr ut")
    (file,) = plan(*two)
    assert [place for one in file.conflicts for place in one.beside] == []


def test_what_is_decided_of_two_colleagues_codes_is_told_by_their_names(tmp_path):
    ours, first, second = (Material(tmp_path, name=name) for name in ("ours", "first", "second"))
    codes = first.code("Sekretess"), second.code("Sekretessen")
    apart = NewDecision("same-code", *codes, "different")
    sources = [first.project.path, second.project.path]
    done = merge(ours.project, ours.someone, sources, decisions=[apart])
    told = [pair.names for file in done.plan.files for pair in file.decisions]
    assert [set(names) for names in told] == [{"Sekretess", "Sekretessen"}]
    for made in (ours, first, second):
        made.project.close()


def test_what_is_quoted_within_a_quotation_has_single_marks():
    assert quoted("New code “Möten”") == "“New code ‘Möten’”"
    with speaking("sv"):
        assert quoted("Ny kod ”Möten”") == "”Ny kod ’Möten’”"
