"""What a margin asks for is written once, under its authors' names, and can be undone."""

from dataclasses import replace

import pytest

from qualcode.core.check import check
from qualcode.core.importers.margin import Comment, Highlight, Margin
from qualcode.core.importers.margin_rules import CODE_AND_MEMO, MEMOS, MarginRule, Wish
from qualcode.core.operations import codes, memos, passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.history import undo
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_intake import Intakes, Returned, outcome, returned, sentences
from qualcode.core.operations.margin_known import KnownTexts
from qualcode.core.operations.speakers import AcceptedSpeaker
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import memos as memo_store
from tests.core.tables import contents
from tests.core.whole import transcript

TEXT = (
    "Intervjuare: Vem är det egentligen som bestämmer?\n"
    "Eva: Vi har ett otydligt mandat ❤️ i den här gruppen.\n"
    "Eva: Den lokala förankringen är svag, tycker jag nog.\n"
)


def on(words, *names, text=TEXT, **said):
    start = text.index(words)
    return Wish(start, start + len(words), names, **said)


@pytest.fixture
def document(project, anna):
    speakers = [AcceptedSpeaker("Eva", name="Eva"), AcceptedSpeaker("Intervjuare", "interviewer")]
    new = NewDocument(transcript("Text", TEXT, ("Eva",)), speakers=speakers)
    return import_documents(project, anna, [new]).first("documents")


def take_in(project, anna, document, *wishes):
    return import_documents(project, anna, [], margins={document: wishes})


def coded(project, document):
    """Words, code, evaluator and comment of each coding, in the order of the text."""
    names = {code.id: code.name for code in code_store.all_codes(project.db)}
    people = {coder.id: coder.name for coder in coder_store.all_coders(project.db)}
    return [
        (
            mark.segment.quote,
            names[mark.coding.code_id],
            people[mark.coding.coder_id],
            mark.coding.comment,
        )
        for mark in coding_store.marks_in(project.db, document)
    ]


def test_a_comment_is_a_coding_by_its_author_at_its_time(project, anna, document):
    when = "2025-03-01T08:00:00.000Z"
    wish = on("mandat ❤️", "Mandat", memo="svårt", author="Bo  Ek", initials="BoE", time=when)
    take_in(project, anna, document, wish)
    assert coded(project, document) == [("mandat ❤️", "Mandat", "Bo Ek", "svårt")]
    (mark,) = coding_store.marks_in(project.db, document)
    assert {mark.coding.created, mark.segment.created} == {when}
    assert coder_store.named(project.db, "bo ek").initials == "BoE"
    assert check(project) == []


def test_evaluators_and_codes_are_found_without_case_and_normal_form(project, anna, document):
    codes.create_code(project, anna, codes.NewCode("Förankring"))
    take_in(project, anna, document, on("svag", "fo\u0308RANKRING", author="anna  LINDQVIST"))
    assert coded(project, document) == [("svag", "Förankring", "Anna Lindqvist", None)]


def test_of_two_evaluators_of_a_name_the_initials_tell_which(project, anna, document):
    for initials in ("X", "Y"):
        add_coder(project, "Bo Ek", initials=initials)
    take_in(project, anna, document, on("svag", "A", author="Bo Ek", initials="y"))
    (mark,) = coding_store.marks_in(project.db, document)
    assert coder_store.get(project.db, mark.coding.coder_id).initials == "Y"


def test_who_is_not_named_is_who_imports(project, anna, document):
    take_in(project, anna, document, on("svag", "A"))
    assert coded(project, document)[0][2] == "Anna Lindqvist"


def test_new_codes_go_under_the_one_that_is_said(project, anna, document):
    codes.create_code(project, anna, codes.NewCode("Roller"))
    wishes = on("svag", "roller"), on("Vi", "Ny"), on("Den", "Ny"), on("Eva", "Ny > Nyare")
    under = [replace(one, under="Från Word") for one in wishes]
    take_in(project, anna, document, *under)
    found = code_store.all_codes(project.db)
    paths = {code_store.path_text(path) for path in code_store.paths(found).values()}
    assert paths == {"Roller", "Från Word", "Från Word > Ny", "Från Word > Ny > Nyare"}


def test_a_name_of_several_codes_or_of_none_stays_as_a_memo(project, anna, document):
    for parent in ("A", "B"):
        above = codes.create_code(project, anna, codes.NewCode(parent)).first("codes")
        codes.create_code(project, anna, codes.NewCode("Tid", parent_id=above))
    take_in(project, anna, document, on("svag", "Tid", memo="ont om"), on("Vi", "x > "))
    assert coded(project, document) == []
    assert {memo.text for memo in memo_store.all_memos(project.db)} == {"Tid\nont om", "x > "}


def test_a_comment_without_a_code_is_a_memo_on_its_words_once(project, anna, document):
    wish = on("svag", memo="Se över", replies=("Cia: Ja",), author="Bo Ek")
    take_in(project, anna, document, wish)
    assert not take_in(project, anna, document, wish)
    (memo,) = memo_store.all_memos(project.db)
    assert (memo.text, memo.about_table) == ("Se över\nCia: Ja", "segments")
    assert coder_store.get(project.db, memo.coder_id).name == "Bo Ek"
    assert check(project) == []


def test_what_is_there_is_not_doubled(project, anna, document):
    wishes = on("mandat", "Mandat", memo="svårt"), on("mandat", "Mandat", author="Bo Ek")
    take_in(project, anna, document, *wishes)
    before = contents(project.db)
    assert not take_in(project, anna, document, *wishes)
    assert contents(project.db) == before
    assert len(coded(project, document)) == 2


def test_the_same_twice_in_one_file_is_one(project, anna, document):
    take_in(project, anna, document, on("svag", "A", memo="x"), on("svag", "a", memo="y"))
    assert coded(project, document) == [("svag", "A", "Anna Lindqvist", "x\ny")]


def test_an_answer_to_a_coding_is_added_to_its_comment_once(project, anna, document):
    take_in(project, anna, document, on("svag", "A", memo="min"))
    answered = on("svag", "A", memo="min", replies=("Cia: Håller med",))
    take_in(project, anna, document, answered)
    assert not take_in(project, anna, document, answered)
    assert coded(project, document)[0][3] == "min\nCia: Håller med"


def test_an_answer_that_another_one_begins_with_is_kept(project, anna, document):
    answers = ("Cia: Jag håller med", "Cia: Ja")
    take_in(project, anna, document, on("svag", "A", replies=answers[:1]))
    take_in(project, anna, document, on("svag", "A", replies=answers))
    assert coded(project, document)[0][3] == "\n".join(answers)


def test_a_comment_that_was_made_longer_is_not_said_twice(project, anna, document):
    take_in(project, anna, document, on("svag", "A", memo="ett två"))
    take_in(project, anna, document, on("svag", "A", memo="ett två\ntre"))
    assert coded(project, document)[0][3] == "ett två\ntre"


def test_an_earlier_wording_of_a_comment_does_not_come_back(project, anna, document):
    take_in(project, anna, document, on("svag", "A", memo="förr"))
    (mark,) = coding_store.marks_in(project.db, document)
    passages.comment_coding(project, anna, mark.coding.id, "nu")
    assert not take_in(project, anna, document, on("svag", "A", memo="förr"))


def test_a_memo_about_a_coding_is_not_its_comment_too(project, anna, document):
    take_in(project, anna, document, on("svag", "A"))
    (mark,) = coding_store.marks_in(project.db, document)
    memos.write_memo(project, anna, "Se mer", about=("codings", mark.coding.id))
    assert not take_in(project, anna, document, on("svag", "A", memo="Se mer"))


def test_an_import_with_its_margin_is_one_step_back(project, anna):
    before = contents(project.db)
    wishes = on("svag", "Ny", author="Bo Ek"), on("Vi", memo="x")
    import_documents(project, anna, [NewDocument(transcript("T", TEXT), wishes=wishes)])
    assert contents(project.db) != before
    undo(project, anna)
    assert contents(project.db) == before


# What was changed since the file was written


def test_a_code_that_was_renamed_since_is_that_code(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"), on("Vi", "Mandat"))
    code = code_store.all_codes(project.db)[0].id
    codes.rename_code(project, anna, code, "Uppdrag")
    new = on("lokala", "Mandat", author="Bo Ek")
    take_in(project, anna, document, on("svag", "mandat"), on("Vi", "Mandat"), new)
    assert [row[1] for row in coded(project, document)] == ["Uppdrag"] * 3


def test_a_code_that_another_took_in_since_is_the_other(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"))
    mandate = code_store.all_codes(project.db)[0].id
    other = codes.create_code(project, anna, codes.NewCode("Uppdrag")).first("codes")
    codes.merge_codes(project, anna, other, [mandate])
    assert not take_in(project, anna, document, on("svag", "Mandat"))


def test_a_name_that_a_code_has_now_goes_before_one_that_another_had(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"))
    codes.rename_code(project, anna, code_store.all_codes(project.db)[0].id, "Uppdrag")
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    take_in(project, anna, document, on("Vi", "Mandat"))
    assert coded(project, document)[0][1] == "Mandat"


def test_a_coding_that_was_taken_off_since_stays_off(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"), on("Vi", "Mandat"))
    (one, _other) = coding_store.marks_in(project.db, document)
    passages.remove_codings(project, anna, [one.coding.id])
    assert not take_in(project, anna, document, on("svag", "Mandat"), on("Vi", "Mandat"))


def test_an_answer_to_a_coding_that_was_taken_off_is_kept(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"))
    (one,) = coding_store.marks_in(project.db, document)
    passages.remove_codings(project, anna, [one.coding.id])
    take_in(project, anna, document, on("svag", "Mandat", replies=("Cia: Nja",)))
    assert coded(project, document) == []
    assert [memo.text for memo in memo_store.all_memos(project.db)] == ["Cia: Nja"]


def test_what_was_undone_comes_in_again(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"))
    undo(project, anna)
    take_in(project, anna, document, on("svag", "Mandat"))
    assert len(coded(project, document)) == 1


def test_a_coding_that_got_another_code_or_other_borders_is_not_doubled(project, anna, document):
    take_in(project, anna, document, on("svag", "Mandat"), on("Vi", "Mandat"))
    first, second = coding_store.marks_in(project.db, document)
    other = codes.create_code(project, anna, codes.NewCode("Uppdrag")).first("codes")
    passages.recode(project, anna, [first.coding.id], other)
    start = TEXT.index("är svag")
    passages.resize_passage(project, anna, second.segment.id, start, start + len("är svag"))
    before = coded(project, document)
    assert not take_in(project, anna, document, on("svag", "Mandat"), on("Vi", "Mandat"))
    assert coded(project, document) == before


# Which document a file was written from


def from_word(text, *comments, highlights=()):
    plain = replace(transcript("Åter", text), file_name="åter.docx")
    return replace(plain, margin=Margin(comments, highlights))


def said(words, text, code="Mandat", text_of=TEXT, **more):
    start = text_of.index(words)
    return Comment(start, start + len(words), "Cia Ny", "CN", None, code, **more)


NAMELESS = TEXT.replace("Eva", "[Respondent 1]")


@pytest.mark.parametrize("text", [TEXT, NAMELESS], ids=["with names", "without"])
def test_a_file_is_known_by_its_text(project, document, text):
    known = KnownTexts(project.db).find(text)
    assert known is not None
    assert (known.document_id, known.is_same) == (document, True)
    assert known.shown.text == text


def test_another_text_is_not_known(project, document):
    assert KnownTexts(project.db).find("Intervjuare: Vem är det egentligen?\nBo: Ingen.") is None
    assert KnownTexts(project.db).find("") is None


@pytest.mark.parametrize("text", [TEXT, NAMELESS], ids=["with names", "without"])
def test_comments_of_a_known_text_go_to_its_document(project, anna, document, text):
    file = from_word(text, said("otydligt mandat ❤️", text, text_of=text))
    intake = Intakes(project.db, MarginRule(CODE_AND_MEMO)).of(file)
    assert intake.known is not None
    changes = take_in(project, anna, document, *intake.wishes)
    assert coded(project, document) == [("otydligt mandat ❤️", "Mandat", "Cia Ny", None)]
    assert outcome(project.db, changes, document, intake).codings == 1
    assert document_store.text(project.db, document) == TEXT


def test_a_label_that_is_hidden_is_marked_whole(project, anna, document):
    file = from_word(NAMELESS, said("1]: Vi har", NAMELESS, text_of=NAMELESS))
    intake = Intakes(project.db, MarginRule(CODE_AND_MEMO)).of(file)
    take_in(project, anna, document, *intake.wishes)
    assert coded(project, document)[0][0] == "Eva: Vi har"


CHANGED = NAMELESS.replace("otydligt", "mycket oklart").replace("svag, tycker jag nog", "svag")


def test_comments_of_a_changed_text_find_their_words_in_the_document(project, anna, document):
    file = from_word(
        CHANGED,
        said("oklart mandat ❤️ i den", CHANGED, text_of=CHANGED),
        said("förankringen är svag", CHANGED, text_of=CHANGED),
    )
    intake = Intakes(project.db, MarginRule(CODE_AND_MEMO)).of(file)
    assert intake.known is not None
    assert not intake.known.is_same
    take_in(project, anna, document, *intake.wishes)
    assert [one[0] for one in coded(project, document)] == [
        "otydligt mandat ❤️ i den",
        "förankringen är svag",
    ]
    assert document_store.text(project.db, document) == TEXT


def test_words_that_only_the_file_has_get_the_paragraph_and_are_doubtful(project, document):
    added = NAMELESS.replace("i den här", "som alla säger hela tiden om och om igen i den här")
    file = from_word(added, said("hela tiden", added, text_of=added))
    (comment,) = Intakes(project.db, MarginRule(CODE_AND_MEMO)).of(file).margin.comments
    assert comment.is_doubtful
    assert TEXT[comment.start : comment.end].startswith("Eva: Vi har ett otydligt mandat")


def test_a_changed_file_corrects_its_document_and_keeps_its_names(project, anna, document):
    take_in(project, anna, document, on("lokala", "Förr"))
    file = from_word(CHANGED, said("mycket oklart mandat", CHANGED, text_of=CHANGED))
    known = KnownTexts(project.db).find(CHANGED)
    assert known is not None
    task = Returned(document, file, MarginRule(CODE_AND_MEMO), known, corrects=True)
    corrected, margins = returned(project.db, [task])
    import_documents(project, anna, [], corrected=corrected, margins=margins)
    text = document_store.text(project.db, document)
    assert text == CHANGED.replace("[Respondent 1]", "Eva")
    assert [one[0] for one in coded(project, document)] == ["mycket oklart mandat", "lokala"]
    assert check(project) == []
    undo(project, anna)
    assert document_store.text(project.db, document) == TEXT


def test_what_was_found_is_told(project, document):
    comment = said("svag", TEXT, is_done=True, is_doubtful=True)
    margin = Margin((comment,), (Highlight(0, 5, "yellow"),), homeless=1)
    assert list(sentences(margin, MarginRule(MEMOS, highlights={"yellow": "A"}))) == [
        "1 comment by 1 person: memos.",
        "1 comment marks no words, and was put on its paragraph.",
        "1 comment is marked as resolved.",
        "1 comment belongs to nothing in the text, and is left out.",
        "1 passage in yellow: “A”.",
    ]


def test_a_long_text_is_known_though_words_of_it_changed(project, anna):
    lines = [f"Eva: {' '.join(f'ord{at * line % 997}' for at in range(40))}" for line in range(90)]
    text = "\n".join(lines)
    new = NewDocument(transcript("Lång", text), speakers=[])
    document = import_documents(project, anna, [new]).first("documents")
    known = KnownTexts(project.db)
    found = known.find(text.replace("ord17 ", "ordet "))
    assert found is not None
    assert (found.document_id, found.is_same) == (document, False)
    assert known.find(text.replace("ord", "tal")) is None
