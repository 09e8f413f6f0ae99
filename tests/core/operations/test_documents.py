"""Documents come in whole, and go with all that hangs on them."""

import hashlib

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import documents
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.speakers import AcceptedSpeaker
from qualcode.core.store import documents as store
from qualcode.core.store import memos as memo_store
from qualcode.core.store import persons
from tests.core.tables import broken_rules, contents, count
from tests.core.whole import transcript


def titles(project):
    return [document.title for document in store.all_documents(project.db)]


def bring(project, coder, *names, **how):
    new = [NewDocument(transcript(name, "Kim: Ja."), **how) for name in names]
    return import_documents(project, coder, new)


def test_a_second_document_of_a_title_gets_a_number(project, anna):
    bring(project, anna, "Åre", "åre", "A\u030are")
    bring(project, anna, "Åre", "Åre (2)")
    assert titles(project) == ["Åre", "åre (2)", "A\u030are (3)", "Åre (4)", "Åre (2) (2)"]


def test_a_document_knows_its_text_and_file(project, anna):
    text = "Kim: Å ❤️\nLo: \u2028 Ja."
    bring_in = NewDocument(transcript("Text", text), kind="workshop", date=" 2026-05 ", wave="")
    document = store.get(project.db, import_documents(project, anna, [bring_in]).first("documents"))
    assert document.characters == len(text)
    assert document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.date, document.wave, document.language) == ("2026-05", None, "sv")
    assert document.file_name == "Text.txt"
    assert store.text(project.db, document.id) == text


def test_equal_texts_are_stored_once(project, anna):
    bring(project, anna, "A", "B")
    assert count(project.db, "texts") == 1


def test_an_empty_text_is_a_document_too(project, anna):
    changes = import_documents(project, anna, [NewDocument(transcript("Tom", ""))])
    assert store.text(project.db, changes.first("documents")) == ""
    assert count(project.db, "turns") == 0


def test_one_of_an_unknown_kind_brings_none_in(project, anna):
    before = contents(project.db)
    new = [
        NewDocument(transcript("A", "x")),
        NewDocument(transcript("B", "y"), kind="novel"),
    ]
    with pytest.raises(Refused, match="not a kind of document"):
        import_documents(project, anna, new)
    assert contents(project.db) == before
    assert count(project.db, "texts") == 0


def test_a_title_without_letters_gets_one(project, anna):
    bring(project, anna, " ", "\n")
    assert titles(project) == ["Document", "Document (2)"]


def test_documents_keep_the_order_in_which_they_came(project, anna):
    bring(project, anna, "B", "A")
    bring(project, anna, "C")
    documents.delete_documents(project, anna, [store.all_documents(project.db)[0].id])
    bring(project, anna, "B")
    assert titles(project) == ["A", "C", "B"]


def test_a_title_another_document_has_is_refused(whole):
    with pytest.raises(Refused, match="already a document “Workshop”"):
        documents.rename_document(whole.project, whole.anna, whole.eva, " WORKSHOP ")
    documents.rename_document(whole.project, whole.anna, whole.eva, "EVA")
    assert titles(whole.project)[0] == "EVA"


def test_an_interview_without_labels_has_one_respondent(whole):
    (turn,) = store.turns(whole.project.db, whole.solo)
    assert (turn.start, turn.end, turn.label) == (0, 29, "")
    alone = persons.get(whole.project.db, turn.person_id)
    assert (alone.kind, alone.name, alone.pseudonym) == ("respondent", None, "Respondent 2")


def test_a_text_that_is_no_interview_has_none(whole):
    assert store.turns(whole.project.db, whole.notes) == []


def test_a_name_in_a_label_is_kept_and_never_the_pseudonym(project, anna):
    import_documents(project, anna, [NewDocument(transcript("A", "Eva: Ja.", ("Eva",)))])
    (eva,) = persons.all_persons(project.db)
    assert (eva.name, eva.pseudonym) == ("Eva", "Respondent 1")


def test_equal_labels_in_two_documents_are_two_persons(project, anna):
    bring(project, anna, "A", "B")
    assert [person.pseudonym for person in persons.all_persons(project.db)] == ["Kim", "Kim (2)"]


def test_interviewers_may_share_a_pseudonym(project, anna):
    speakers = [AcceptedSpeaker("Kim", kind="interviewer")]
    bring(project, anna, "A", "B", speakers=speakers)
    assert {person.pseudonym for person in persons.all_persons(project.db)} == {"Intervjuare"}


def test_deleting_takes_passages_turns_memos_and_persons_heard_nowhere_else(whole):
    documents.delete_documents(whole.project, whole.anna, [whole.eva])
    assert titles(whole.project) == ["Workshop", "Notes", "Solo"]
    kept = {person.pseudonym for person in persons.all_persons(whole.project.db)}
    assert kept == {"IP1", "IP2", "Respondent 2"}
    assert count(whole.project.db, "affiliations") == 0
    assert [memo.title for memo in memo_store.all_memos(whole.project.db)] == ["Dagbok", ""]
    assert broken_rules(whole.project.db) == []


def test_a_person_who_speaks_elsewhere_stays(whole):
    from qualcode.core.operations.persons import join_persons

    join_persons(whole.project, whole.anna, whole.ip1, [whole.alone])
    documents.delete_documents(whole.project, whole.anna, [whole.solo])
    assert persons.get(whole.project.db, whole.ip1)


def test_many_documents_go_in_a_time_that_grows_with_their_number(project, anna):
    import time

    def seconds(number):
        new = [NewDocument(transcript(f"D{i}", "Kim: Ja.\nLo: Nej.")) for i in range(number)]
        before = time.thread_time()
        changes = import_documents(project, anna, new)
        documents.delete_documents(project, anna, changes.order["documents"])
        return time.thread_time() - before

    seconds(10)
    assert seconds(400) < 2.5 * 4 * seconds(100) + 0.1
