"""How many comments of a file that comes back are new."""

from dataclasses import replace

from qualcode.core.importers.margin import Comment, Margin
from qualcode.core.importers.margin_rules import CODE_AND_MEMO, MarginRule
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_intake import Returned, returned
from qualcode.core.operations.margin_known import KnownTexts
from qualcode.core.operations.margin_new import new_comments
from tests.core.tables import contents
from tests.core.whole import transcript

TEXT = "Eva: Vi har ett otydligt mandat.\nEva: Förankringen är svag.\n"
RULE = MarginRule(CODE_AND_MEMO)


def comment(words, text):
    start = TEXT.index(words)
    return Comment(start, start + len(words), "Bo", "B", "2025-03-01T08:00:00Z", text)


def coming_back(project, document, *comments):
    """A Word file of a document, with comments."""
    file = replace(transcript("Text", TEXT, ("Eva",)), margin=Margin(comments))
    return Returned(document, file, RULE, KnownTexts(project.db).find(TEXT))


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
