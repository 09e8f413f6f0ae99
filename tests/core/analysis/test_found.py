"""A code's passages in a whole project, narrowed and grouped."""

import pytest

from qualcode.core.analysis.counts import code_counts
from qualcode.core.analysis.found import Query, find
from qualcode.core.analysis.grouping import By, group
from qualcode.core.analysis.material import Material as Read
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.query import Operator, Term
from qualcode.core.ids import new_id
from qualcode.core.model import Attribute, AttributeValue, Folder, Landmark
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from tests.core.material import Material

ONE = (
    "I: Hur är mandatet?\n"
    "Karin: Det är oklart, tyvärr, och chefen säger nej.\n"
    "I: Och samsynen?\n"
    "IP2: Den finns inte alls hos oss."
)
OTHER = "I: Och sedan?\nIP3: Det är oklart här också.\nIP4: Nej."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", ONE)
    made.document("Intervju Almby", OTHER, kind="group-interview")
    made.code("Mandat")
    made.code("Otydligt", "Mandat")
    made.code("Samsyn")
    made.mark("Mandat", "Det är oklart, tyvärr")
    made.mark("Otydligt", "oklart, tyvärr, och chefen", by="Mikael Berg")
    made.mark("Samsyn", "chefen säger nej")
    made.mark("Mandat", "Den finns inte")
    made.mark("Mandat", "oklart här", document="Intervju Almby", by="Mikael Berg")
    made.describe("Karin", group="SK")
    made.describe("IP2", group="SK")
    made.describe("IP3", "Intervju Almby", group="TR")
    made.describe("IP4", "Intervju Almby", group="LG")
    yield made
    made.project.close()


@pytest.fixture
def ask(made):
    db = made.project.db

    def ask(code="Mandat", *terms, under=True, **narrowed):
        narrowing = Narrowing(**{name: frozenset(some) for name, some in narrowed.items()})
        query = Query(made.codes[code], under, tuple(terms), narrowing)
        return find(db, query, Read(db))

    return ask


def words(made, answer):
    return [
        document_store.text(made.project.db, one.document_id)[one.start : one.end]
        for some in answer.passages.values()
        for one in some
    ]


def grouped(made, answer, by):
    db = made.project.db
    found = group(db, answer, by, Read(db), code_store.all_codes(db))
    return [(one.name, one.persons, one.asked, len(one.passages)) for one in found]


def test_a_category_has_the_passages_of_what_is_under_it_united_as_they_are_counted(made, ask):
    answer = ask()
    assert words(made, answer) == [
        "Det är oklart, tyvärr, och chefen",
        "Den finns inte",
        "oklart här",
    ]
    count = code_counts(made.project.db)[made.codes["Mandat"]]
    assert (answer.count, len(answer.persons)) == (count.passages, count.persons) == (3, 3)
    assert len(answer.asked) == 4


def test_without_those_under_it_a_code_has_its_own_alone(made, ask):
    assert words(made, ask(under=False))[0] == "Det är oklart, tyvärr"


def test_codes_are_combined(made, ask):
    samsyn = made.codes["Samsyn"]
    assert words(made, ask("Mandat", Term(Operator.AND, samsyn))) == ["chefen"]
    assert words(made, ask("Mandat", Term(Operator.NOT, samsyn))) == [
        "Den finns inte",
        "oklart här",
    ]
    either = ask("Samsyn", Term(Operator.OR, made.codes["Mandat"]))
    assert words(made, either)[0] == "Det är oklart, tyvärr, och chefen säger nej"


def test_what_a_passage_is_held_against_counts_by_whichever_evaluator(made, ask):
    anna = made.coders["Anna Lindqvist"]
    term = Term(Operator.OVERLAPPING, made.codes["Otydligt"])
    answer = ask("Mandat", term, under=False, coders=[anna])
    assert words(made, answer) == ["Det är oklart, tyvärr"]


def test_evaluators_documents_kinds_and_groups_are_chosen(made, ask):
    mikael, almby = made.coders["Mikael Berg"], made.documents["Intervju Almby"]
    assert len(words(made, ask(coders=[mikael]))) == 2
    assert words(made, ask(documents=[almby])) == ["oklart här"]
    assert words(made, ask(kinds=["group-interview"])) == ["oklart här"]
    answer = ask(groups=["TR"])
    assert words(made, answer) == ["oklart här"]
    assert len(answer.asked) == 1
    assert words(made, ask(persons=[made.person("IP2")])) == ["Den finns inte"]


def test_by_group_persons_are_counted_and_small_groups_and_silent_ones_are_told(made, ask):
    assert grouped(made, ask(), By.GROUP) == [
        ("SK", 2, 2, 2),
        ("TR", 1, 1, 1),
        ("LG", 0, 1, 0),
    ]
    db = made.project.db
    small = {one.name: one.is_small for one in group(db, ask(), By.GROUP, Read(db))}
    assert small == {"SK": True, "TR": True, "LG": False}


def test_by_respondent_document_and_evaluator(made, ask):
    by_person = grouped(made, ask(), By.RESPONDENT)
    assert [(persons, asked, passages) for _name, persons, asked, passages in by_person] == [
        (1, 1, 1),
        (1, 1, 1),
        (1, 1, 1),
        (0, 1, 0),
    ]
    assert grouped(made, ask(), By.DOCUMENT) == [
        ("Intervju Sjövik", 2, 2, 2),
        ("Intervju Almby", 1, 2, 1),
    ]
    assert grouped(made, ask(), By.EVALUATOR) == [
        ("Anna Lindqvist", 2, 4, 2),
        ("Mikael Berg", 2, 4, 2),
    ]
    assert grouped(made, ask(), By.CODE)[:2] == [("Mandat", 3, 4, 3), ("Otydligt", 1, 4, 1)]


def test_by_wave_documents_without_one_come_last(made, ask):
    with made.project.operation(made.someone, "edit_document") as running:
        running.update("documents", made.documents["Intervju Almby"], wave="Varv 2")
    assert grouped(made, ask(), By.WAVE) == [("Varv 2", 1, 2, 1), ("", 2, 2, 2)]
    assert words(made, ask(waves=["Varv 2"])) == ["oklart här"]


def insert(made, table, row):
    with made.project.operation(made.someone, "edit_project") as running:
        running.insert(table, row)


def test_by_question_a_passage_belongs_to_the_question_asked_last(made, ask):
    document = made.documents["Intervju Sjövik"]
    for label in ("Hur är mandatet?", "Och samsynen?"):
        start = ONE.index(label)
        place = (document, "question", start, start + len(label), label, 0, None)
        insert(made, "landmarks", Landmark(new_id(), *place, "2026", made.someone))
    found = grouped(made, ask(), By.QUESTION)
    assert found == [
        ("Hur är mandatet?", 1, 2, 1),
        ("Och samsynen?", 1, 2, 1),
        ("", 1, 4, 1),
    ]


def test_folders_hold_those_inside_and_attributes_choose_documents_and_persons(made, ask):
    project, who = made.project, made.someone
    outer, inner = new_id(), new_id()
    insert(made, "folders", Folder(outer, "2016", None, 0, "2026", who))
    insert(made, "folders", Folder(inner, "Juni", outer, 0, "2026", who))
    almby = made.documents["Intervju Almby"]
    with project.operation(who, "edit_document") as running:
        running.update("documents", almby, folder_id=inner)
    assert words(made, ask(folders=[outer])) == ["oklart här"]
    sex = Attribute(new_id(), "Kön", "persons", "choice", "k\nm", 0, "2026", who)
    insert(made, "attributes", sex)
    value = AttributeValue(new_id(), sex.id, made.person("IP2"), "k", "2026", who)
    insert(made, "attribute_values", value)
    narrowing = Narrowing(attributes=((sex.id, frozenset(["k"])),))
    query = Query(made.codes["Mandat"], narrowing=narrowing)
    assert words(made, find(project.db, query, Read(project.db))) == ["Den finns inte"]


def test_asking_some_documents_gives_what_asking_all_gives_for_them(made, ask):
    db, almby = made.project.db, made.documents["Intervju Almby"]
    query = Query(made.codes["Mandat"])
    part = find(db, query, Read(db), [almby])
    assert part.passages == {almby: find(db, query, Read(db)).passages[almby]}
