"""Several passages tagged as one step."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.history import undo
from qualcode.core.operations.labels import label
from qualcode.core.operations.many_passages import code_passages
from qualcode.core.store import codings
from tests.core.material import Material


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Ett", "Kim: Vi vet inte. Det är oklart.")
    made.document("Två", "Lo: Vi vet. Ja.")
    made.code("Mandat")
    made.code("Roller")
    made.mark("Mandat", "Det är oklart.", comment="Sagt lågt")
    yield made
    made.project.close()


def marked(made):
    return [
        (mark.segment.quote, mark.coding.code_id) for mark in codings.all_marks(made.project.db)
    ]


def test_passages_of_several_documents_get_a_code_and_keep_their_own(made):
    one, two, roles = made.documents["Ett"], made.documents["Två"], made.codes["Roller"]
    changes = code_passages(
        made.project, made.someone, [(one, 18, 32), (two, 4, 11), (two, 4, 11)], [roles]
    )
    assert changes.documents == {one, two}
    assert set(marked(made)) == {
        ("Det är oklart.", made.codes["Mandat"]),
        ("Det är oklart.", roles),
        ("Vi vet.", roles),
    }
    assert label(changes.operation, changes.subject) == "Code passages “Roller”"
    undo(made.project, made.someone)
    assert marked(made) == [("Det är oklart.", made.codes["Mandat"])]


def test_one_without_words_refuses_them_all(made):
    one, roles = made.documents["Ett"], made.codes["Roller"]
    with pytest.raises(Refused):
        code_passages(made.project, made.someone, [(one, 5, 17), (one, 17, 18)], [roles])
    assert len(marked(made)) == 1
