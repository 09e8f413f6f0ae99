"""A long document that has just come is read beside the window before it is shown."""

import pytest

from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.shell.pages import arriving
from tests.core.material import transcript

TALK = "Intervjuare: Hur är det?\nKarin: Bra.\nIntervjuare: Varför?\nKarin: Så är det.\n"


@pytest.fixture
def come(work, made, monkeypatch):
    """Lets a document come in; it is not shown yet."""
    monkeypatch.setattr(arriving, "_MANY", 0)
    work.page.show_document(made.documents["Intervju Sjövik"])

    def take_in():
        new = NewDocument(transcript("Lång", TALK))
        return work.session.run(import_documents, [new]).first("documents")

    return take_in


def shows(work):
    return work.page.current_document()


def read(work):
    """What is being read has been, and nothing is read any more."""
    work.qtbot.waitUntil(lambda: not work.session.running)


def test_what_has_come_is_shown_once_it_is_read(work, come):
    new = come()
    assert shows(work) != new
    read(work)
    assert shows(work) == new


def test_a_mark_that_was_made_while_it_was_read_is_seen(work, made, come):
    new = come()
    work.session.run(code_passage, new, 24, 29, [made.codes["Mandat"]])
    read(work)
    assert shows(work) == new
    assert work.page.shown.marks.passages == 1


def test_what_is_gone_once_it_is_read_leaves_the_text_that_is_shown(work, made, come):
    work.session.run(delete_documents, [come()])
    read(work)
    assert shows(work) == made.documents["Intervju Sjövik"]


def test_whoever_goes_elsewhere_while_it_is_read_stays_there(work, made, come):
    come()
    work.page.show_document(made.documents["Intervju Almby"])
    read(work)
    assert shows(work) == made.documents["Intervju Almby"]
