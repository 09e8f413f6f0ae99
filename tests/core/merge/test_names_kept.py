"""What a copy without names holds never takes the place of the same with its names."""

from itertools import permutations

import pytest

from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.lacking_names import lacks_names
from qualcode.core.operations import codes, documents, memos, passages
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown

TEXT = "I: Vad säger du om mandatet?\nKarin: Det är oklart. Jag tycker att mandatet är svagt här."
ANNA = "Anna Lindqvist"


@pytest.fixture
def anna(tmp_path):
    """A project in which evaluators wrote names wherever they could."""
    made = Material(tmp_path, name="anna")
    document = made.document("Karin Ek", TEXT)
    made.code("Mandat", definition="Det som Karin Ek säger")
    made.describe("Karin", name="Karin Ek", pseudonym="R7")
    made.mark("Mandat", "oklart", comment="Karin är trött")
    project, coder = made.project, made.someone
    for about in (("codes", made.codes["Mandat"]), ("documents", document)):
        memos.write_memo(project, coder, "Karin tvekade", title="Om Karin", about=about)
    project.close()
    return project.path


def handed_out(path, name, *, nameless):
    with Project.open(path) as project:
        out = path.with_name(f"{name.lower()}.qualcode")
        return hand_out(project, out, name=name, nameless=nameless).path


def delete_code(project, coder):
    codes.delete_codes(project, coder, [one.id for one in codes_store.all_codes(project.db)])


def delete_document(project, coder):
    (document,) = documents_store.all_documents(project.db)
    documents.delete_documents(project, coder, [document.id])


def use(project, coder):
    (document,), (code,) = (
        documents_store.all_documents(project.db),
        codes_store.all_codes(project.db),
    )
    passages.code_passage(project, coder, document.id, 57, 63, [code.id])


def does(path, name, what):
    with Project.open(path) as project:
        what(project, coders_store.named(project.db, name).id)


@pytest.mark.parametrize("delete", [delete_code, delete_document])
@pytest.mark.parametrize(
    ("deletes", "uses"),
    [
        ("Sara", "Olof"),
        ("Sara", ANNA),
        ("Sara", "Mikael"),
        ("Olof", "Mikael"),
        (ANNA, "Mikael"),
    ],
)
def test_what_was_deleted_and_is_used_has_its_names(anna, deletes, uses, delete):
    """Sara, Mikael and Karin have copies without names, Olof has them."""
    paths = {ANNA: anna}
    for name in ("Sara", "Mikael", "Karin", "Olof"):
        paths[name] = handed_out(anna, name, nameless=name != "Olof")
    names = words_with_names(anna)
    does(paths[deletes], deletes, delete)
    does(paths[uses], uses, use)
    others = [paths[one] for one in dict.fromkeys((deletes, uses, "Karin")) if one != ANNA]
    expected = None
    for number, order in enumerate(permutations(others)):
        target = copy(anna, f"order-{number}")
        merged(target, *order)
        assert names <= words_with_names(target)
        assert "[R7]" not in str(shown(target))
        expected = expected or shown(target)
        assert shown(target) == expected
        for other in order:
            assert merged(target, other).plan.is_empty
        assert shown(target) == expected


def words_with_names(path):
    """All that evaluators wrote and that has a name in it."""
    words = {str(value) for rows in shown(path).values() for row in rows for value in row}
    return {one for one in words if "Karin" in one} - {TEXT}


@pytest.mark.parametrize(
    ("value", "other", "lacks"),
    [
        ("Se [R7] och [R8].", "Se Karin Ek och Olle.", True),
        ("[R7]", "Karin", True),
        ("[R7]s ord", "Karins ord", True),
        (None, "Karin Ek", True),
        ("Se [R7].", "Se Karin Ek", False),
        ("Se [R7] och [R8].", "Se Karin och .", False),
        ("[R7] av [R7]", "[R7] av [R7]", False),
        ("Om R7", "Om Karin", False),
        ("Karin", None, False),
        ("[R7]", 7, False),
    ],
)
def test_a_value_lacks_names_where_another_has_words_in_the_place_of_brackets(value, other, lacks):
    assert lacks_names([value], [other]) is lacks
