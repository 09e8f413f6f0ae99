import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.planned_codes import PlannedCodes, split_path
from qualcode.core.store import codes as store
from tests.core.material import Material


@pytest.fixture
def material(tmp_path):
    found = Material(tmp_path)
    yield found
    found.project.close()


def planned(material):
    return PlannedCodes(store.all_codes(material.project.db))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A", ["A"]),
        ("A > B  >  C", ["A", "B", "C"]),
        ("A->B", ["A->B"]),
        ("> A", ["", "A"]),
        ("A >", ["A", ""]),
    ],
)
def test_a_path_is_divided_where_spaces_stand_around_the_sign(text, names):
    assert split_path(text) == names


def test_case_white_space_and_normal_form_make_no_difference(material):
    material.code("Lokal förankring")
    book = planned(material)
    for text in ("lokal  FÖRANKRING", "lokal fo\u0308rankring"):
        assert book.find(text) == material.codes["Lokal förankring"]


def test_a_name_at_the_top_and_under_another_needs_a_path(material):
    top = material.code("A")
    below = material.code("B")
    create_code(material.project, material.someone, NewCode("A", parent_id=below))
    book = planned(material)
    with pytest.raises(Refused, match="“> A”, “B > A”"):
        book.find("A")
    assert book.find("> A") == top


def test_the_sign_may_be_a_part_of_a_name(material):
    odd = material.code("Från A > till B")
    assert planned(material).ensure("från a > till b") == odd


def test_an_empty_name_on_a_path_plans_nothing(material):
    book = planned(material)
    with pytest.raises(Refused):
        book.ensure("New >")
    assert book.new == []


def test_a_path_of_thousands_of_names_is_refused(material):
    with pytest.raises(Refused, match="5000 names"):
        planned(material).ensure(" > ".join("x" * 5000))


def test_new_codes_stand_after_their_siblings_with_colours_of_their_own(material):
    material.code("A")
    material.code("Under", under="A")
    book = planned(material)
    for text in ("B", "A > Second", "A > Third", "C"):
        book.ensure(text)
    with material.project.operation(material.someone, "import_codebook") as running:
        book.write(running)
    codes = store.all_codes(material.project.db)
    assert [code.name for code in codes] == ["A", "Under", "Second", "Third", "B", "C"]
    assert len({code.colour for code in codes if code.parent_id is None}) == 3
    assert len({code.colour for code in codes if code.parent_id is not None}) == 1
