"""Before codes or documents are deleted it is said what goes with them, and whose it is."""

import pytest

from qualcode.shell.commands.deleting_codes import words_of_deleting
from tests.core.material import Material


@pytest.fixture
def program(start, tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", "Ingen vet vem som beslutar här.")
    made.code("Mandat")
    made.mark("Mandat", "Ingen vet", by="Bo Ek")
    made.mark("Mandat", "vem som beslutar")
    made.project.close()
    return start(made.project.path)


def test_it_is_said_whose_marks_go_with_a_code(program):
    page = program.window.work.pages.widget("read")
    commands = page.codebook
    (code,) = commands._codebook.codes
    said = words_of_deleting(commands._session, page.codes.model, [code])
    assert "Marks of others go with it: Bo Ek 1." in said


def test_it_is_said_whose_passages_go_with_a_document(program):
    page = program.window.work.pages.widget("read")
    said = page.document_commands.words_of_deleting([page.current_document()])
    assert "2 passages go" in said
    assert "Passages of others go too: Bo Ek 1." in said
