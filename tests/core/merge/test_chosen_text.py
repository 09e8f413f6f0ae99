"""Of two wordings of an interview one is chosen whole: who speaks there is whom that wording says."""

import shutil
from pathlib import Path

import pytest

from qualcode.core.check import check
from qualcode.core.ids import DocumentId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import CONFLICT, MINE, THEIRS, NewDecision
from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from tests.core.merge.copies import merged
from tests.core.whole import Whole


@pytest.fixture
def two(tmp_path):
    """The one corrects a word; the other what the first speaker is called, and a word."""
    whole = Whole(tmp_path / "base.qualcode")
    document, anna = whole.eva, whole.anna
    whole.project.close()
    paths = [Path(shutil.copy(whole.project.path, tmp_path / f"{n}.qualcode")) for n in "ms"]
    with Project.open(paths[0]) as project:
        text = documents_store.text(project.db, document)
        correct_text(project, anna, document, text.replace("bestämmer", "beslutar"))
    with Project.open(paths[1]) as project:
        label = documents_store.turns(project.db, document)[0].label
        new = text.replace(f"{label}:", "Karin:", 1).replace("bestämmer", "avgör")
        correct_text(project, anna, document, new)
    return paths, document, anna


def turns(path, document):
    with Project.open(path, read_only=True) as project:
        text = documents_store.text(project.db, DocumentId(document))
        found = documents_store.turns(project.db, DocumentId(document))
        return text, [(t.label, t.person_id, text[t.start : t.end]) for t in found]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("answer", [MINE, THEIRS])
def test_who_speaks_is_whom_the_chosen_text_says(two, tmp_path, first, answer):
    paths, document, anna = two
    ours, theirs = paths[first], paths[1 - first]
    kept = ours if answer == MINE else theirs
    expected = turns(kept, document)
    assert "Karin" in {label for label, _person, _words in turns(paths[1], document)[1]}
    target = Path(shutil.copy(ours, tmp_path / "target.qualcode"))
    with Project.open(target) as project:
        (line,) = [
            one
            for file in plan_merge(project, [theirs]).files
            for one in file.conflicts
            if "text_sha256" in one.columns
        ]
        decision = NewDecision(CONFLICT, line.row_id, ",".join(line.columns), answer)
        merge(project, anna, [theirs], decisions=[decision])
        assert check(project) == []
    assert turns(target, document) == expected
    for one in paths:
        assert not merged(target, one).changes
    for one in paths:
        merged(one, target)
        assert turns(one, document) == expected
