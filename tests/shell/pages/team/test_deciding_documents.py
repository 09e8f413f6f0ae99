"""A text that is as like the one as the other of two documents: the window asks which it is."""

from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.background import describe_sources
from qualcode.core.merge.match import DIFFERENT, SAME, SAME_DOCUMENT
from qualcode.core.store import documents as document_store
from qualcode.shell.pages.team.merging.asked import Asked
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.question import Looked
from tests.core.material import Material
from tests.core.merge.test_documents_alike import BETWEEN, FIRST, SECOND


def test_it_is_asked_which_document_it_is(tmp_path, qtbot):
    made = []
    for name, texts in (("Anna", [FIRST, SECOND]), ("Bo", [BETWEEN])):
        (tmp_path / name).mkdir()
        material = Material(tmp_path / name, name=name)
        for number, text in enumerate(texts):
            material.document(f"{name} {number}", text)
        made.append(material)
    anna, bo = made
    bo.project.close()
    paths = [bo.project.path]
    plan = plan_merge(anna.project, paths)
    sources = tuple(describe_sources(anna.project, paths, plan))
    deciding = Deciding()
    asked = Asked(deciding, SAME_DOCUMENT)
    qtbot.addWidget(asked)
    deciding.start(Looked(tuple(paths), plan, sources, {}))
    first, second = deciding.questions[SAME_DOCUMENT]
    assert {one.ours.name for one in (first, second)} == {"Anna 0", "Anna 1"}
    assert [deciding.stands(one) for one in (first, second)] == [DIFFERENT, DIFFERENT]
    assert asked.list.model_.rows == [first, second]
    deciding.answer(first.key, SAME)
    merge(anna.project, anna.someone, paths, decisions=deciding.decisions())
    titles = [one.title for one in document_store.all_documents(anna.project.db)]
    assert sorted(titles) == ["Anna 0", "Anna 1"]
    anna.project.close()
