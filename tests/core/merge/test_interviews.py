"""Real interviews that two evaluators coded, each in a copy that had drifted from the other's."""

import hashlib
import json

import pytest

from qualcode.core.check import check
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.importers.transcript import Transcript
from qualcode.core.merge.apply import merge
from qualcode.core.model.span import trim
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store


def interviews(shared_data):
    found = []
    for file in sorted((shared_data / "coded-interviews").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        copies = [(name, data["text"], marks) for name, marks in data["coders"].items()]
        copies += [(n, one["text"], one["codings"]) for n, one in data["other_text"].items()]
        found.append((f"Interview {data['interview']}", copies))
    return found


def evaluator_s(folder, name, found):
    """A project of an evaluator's own: their copies of the interviews, with their codings."""
    with Project.create(folder / f"{name}.qualcode", language="en") as project:
        coder = CoderId(add_coder(project, name).first("coders"))
        codes: dict[str, CodeId] = {}
        for title, copies in found:
            for who, text, marks in copies:
                if who != name:
                    continue
                sha256 = hashlib.sha256(text.encode()).hexdigest()
                new = Transcript(title, text, f"{title}.txt", sha256, "utf-8", (), (), ())
                added = import_documents(project, coder, [NewDocument(new, title=title)])
                document = DocumentId(added.first("documents"))
                for mark in marks:
                    code = mark["code"]
                    if code not in codes:
                        made = create_code(project, coder, NewCode(code))
                        codes[code] = CodeId(made.first("codes"))
                    if trim(text, mark["start"], mark["end"]) is not None:
                        span = mark["start"], mark["end"]
                        code_passage(project, coder, document, *span, [codes[code]])
        return project.path


def marks(path):
    """What each evaluator coded with what: the letters of the passage, for spaces may differ."""
    with Project.open(path, read_only=True) as project:
        names = {one.id: one.name for one in code_store.all_codes(project.db)}
        return {
            one.coding.id: (names[one.coding.code_id], "".join(one.segment.quote.split()))
            for one in coding_store.all_marks(project.db)
        }


@pytest.fixture
def three(shared_data, tmp_path):
    found = interviews(shared_data)
    return [evaluator_s(tmp_path, name, found) for name in ("PO", "Ilan", "moderator")]


def test_every_mark_of_every_evaluator_is_accounted_for(three):
    before = {}
    for path in three:
        before.update(marks(path))
    target, *others = three
    with Project.open(target) as project:
        coder = project.db.execute("SELECT id FROM coders").fetchone()[0]
        done = merge(project, coder, others)
        assert check(project) == []
    counts = done.plan.counts
    assert counts["documents"].after == 3
    assert counts["codings"].after == len(before)
    unplaced = {one.segment_id for file in done.plan.files for one in file.unplaced}
    assert counts["segments"].unplaced == len(unplaced)
    after = marks(target)
    assert after.keys() == before.keys()
    same = sum(after[one] == before[one] for one in before)
    assert same >= 0.9 * len(before)
    assert all(after[one][0] == before[one][0] for one in before)


def test_merged_again_nothing_changes(three):
    target, *others = three
    with Project.open(target) as project:
        coder = project.db.execute("SELECT id FROM coders").fetchone()[0]
        assert merge(project, coder, others).changes
        for other in others:
            assert not merge(project, coder, [other]).changes


def test_whoever_takes_in_whom_every_mark_stands_at_the_same_words(three):
    import shutil

    results = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        target = three[0].with_name(f"target-{order[0]}.qualcode")
        shutil.copy(three[order[0]], target)
        with Project.open(target) as project:
            coder = project.db.execute("SELECT id FROM coders").fetchone()[0]
            merge(project, coder, [three[at] for at in order[1:]])
            found = coding_store.all_marks(project.db)
            results.append({(m.coding.id, m.segment.start, m.segment.end) for m in found})
    assert results[0] == results[1] == results[2]
