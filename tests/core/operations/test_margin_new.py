"""How many comments of a file that comes back are new."""

from dataclasses import replace

import pytest

from qualcode.core.importers.margin import Comment, Margin, Reply
from qualcode.core.importers.margin_rules import (
    APART,
    CODE_AND_MEMO,
    CODES,
    LINE,
    MEMOS,
    ONE_CODE,
    SEMICOLON,
    MarginRule,
)
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_intake import Returned, returned
from qualcode.core.operations.margin_known import KnownTexts
from qualcode.core.operations.margin_new import came_in_before, new_comments
from qualcode.core.store import codes as code_store
from tests.core.tables import contents
from tests.core.whole import transcript

TEXT = "Eva: Vi har ett otydligt mandat.\nEva: Förankringen är svag.\n"
RULE = MarginRule(CODE_AND_MEMO)


def comment(words, text):
    start = TEXT.index(words)
    return Comment(start, start + len(words), "Bo", "B", "2025-03-01T08:00:00Z", text)


def coming_back(project, document, *comments, rule=RULE):
    """A Word file of a document, with comments."""
    file = replace(transcript("Text", TEXT, ("Eva",)), margin=Margin(comments))
    return Returned(document, file, rule, KnownTexts(project.db).find(TEXT))


def test_a_comment_is_new_until_it_has_been_taken_in(project, anna):
    new = NewDocument(transcript("Text", TEXT, ("Eva",)))
    document = import_documents(project, anna, [new]).first("documents")
    file = coming_back(project, document, comment("mandat", "Mandat"), comment("svag", "Stöd"))
    before = contents(project.db)
    assert new_comments(project.db, anna, [file]) == [2]
    assert contents(project.db) == before
    first = coming_back(project, document, file.transcript.margin.comments[0])
    _corrected, margins = returned(project.db, [first])
    import_documents(project, anna, [], margins=margins)
    assert new_comments(project.db, anna, [file]) == [1]


RULES = [MarginRule(become, apart) for become in (CODE_AND_MEMO, CODES) for apart in APART]
RULES.append(MarginRule(MEMOS))


@pytest.fixture
def document(project, anna):
    new = NewDocument(transcript("Text", TEXT, ("Eva",)))
    return import_documents(project, anna, [new]).first("documents")


def take_in(project, anna, file):
    _corrected, margins = returned(project.db, [file])
    return import_documents(project, anna, [], margins=margins)


@pytest.mark.parametrize("words", ["Mandat; Stöd", "Mandat\nStöd: det behövs", "Mandat: svårt"])
@pytest.mark.parametrize("before", RULES)
@pytest.mark.parametrize("now", RULES)
def test_a_comment_is_known_however_it_is_read_now(project, anna, document, before, now, words):
    said = comment("mandat", words)
    take_in(project, anna, coming_back(project, document, said, rule=before))
    again = coming_back(project, document, said, comment("svag", "Ny"), rule=now)
    assert new_comments(project.db, anna, [again]) == [1]


def test_what_has_been_added_to_a_comment_is_new(project, anna, document):
    split = MarginRule(CODE_AND_MEMO, SEMICOLON)
    take_in(project, anna, coming_back(project, document, comment("mandat", "Stöd"), rule=split))
    more = comment("mandat", "Stöd; Mandat")
    assert new_comments(project.db, anna, [coming_back(project, document, more)]) == [1]


def test_what_is_answered_since_is_new_and_makes_no_code(project, anna, document):
    split = MarginRule(CODES, SEMICOLON)
    said = comment("mandat", "Stöd; Mandat")
    take_in(project, anna, coming_back(project, document, said, rule=split))
    answered = replace(said, replies=(Reply("Eva", "E", None, "Håller med"),))
    file = coming_back(project, document, answered, rule=MarginRule(CODES, ONE_CODE))
    assert new_comments(project.db, anna, [file]) == [1]
    take_in(project, anna, file)
    assert {code.name for code in code_store.all_codes(project.db)} == {"Stöd", "Mandat"}


def test_the_rule_by_which_comments_came_in_is_found_again(project, anna, document):
    said = (comment("mandat", "Stöd; Mandat"), comment("svag", "Svag; Stöd"))
    file = coming_back(project, document, *said)
    assert came_in_before(project.db, anna, file).rule is None
    take_in(project, anna, replace(file, rule=MarginRule(CODE_AND_MEMO, SEMICOLON)))
    assert came_in_before(project.db, anna, file).rule.apart == SEMICOLON
    lines = replace(file, rule=MarginRule(CODE_AND_MEMO, LINE))
    assert came_in_before(project.db, anna, lines).rule.apart == SEMICOLON
    same = replace(file, rule=MarginRule(CODE_AND_MEMO, SEMICOLON))
    assert came_in_before(project.db, anna, same).rule is None


def test_words_that_came_in_as_a_code_of_another_name_are_told(project, anna, document):
    said = (comment("mandat", "Stöd; ordn"), comment("svag", "Svag"))
    named = MarginRule(CODES, SEMICOLON, names={"ordn": "Ordning"})
    take_in(project, anna, coming_back(project, document, *said, rule=named))
    again = coming_back(project, document, *said, rule=MarginRule(CODES, SEMICOLON))
    before = came_in_before(project.db, anna, again)
    assert (before.rule, before.names) == (None, {"ordn": "Ordning"})
    assert new_comments(project.db, anna, [replace(again, rule=named)]) == [0]


def test_a_comment_that_was_worded_anew_still_says_something_new(project, anna, document):
    take_in(project, anna, coming_back(project, document, comment("svag", "Svag")))
    worded = coming_back(project, document, comment("svag", "Förankring"))
    assert came_in_before(project.db, anna, worded).names == {"Förankring": "Svag"}
    assert new_comments(project.db, anna, [worded]) == [1]
