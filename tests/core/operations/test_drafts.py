"""Corrections that are put aside before they are kept."""

from qualcode.core.check import check
from qualcode.core.model.edit import Edit
from qualcode.core.operations import corrections, drafts
from qualcode.core.operations.history import history
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from qualcode.core.store import documents
from tests.core.whole import EVA

EDITS = [Edit(0, 0, "Å❤️ "), Edit(20, 25, "")]


def sha(whole):
    return documents.get(whole.project.db, whole.eva).text_sha256


def found(whole, coder=None):
    draft = drafts.put_aside_before(whole.project.db, coder or whole.anna, whole.eva)
    return draft and list(draft.edits)


def test_what_is_put_aside_is_there_after_a_restart_and_changes_nothing(whole):
    before = len(history(whole.project.db))
    assert not drafts.put_aside(whole.project, whole.anna, whole.eva, EDITS, sha(whole))
    whole.project.close()
    whole.project = Project.open(whole.project.path)
    assert found(whole) == EDITS
    assert found(whole, whole.bo) is None
    assert len(history(whole.project.db)) == before
    assert documents.text(whole.project.db, whole.eva) == EVA
    assert check(whole.project) == []


def test_it_goes_when_it_is_kept_dropped_or_sealed(whole):
    p, a = whole.project, whole.anna
    drafts.put_aside(p, a, whole.eva, EDITS, sha(whole))
    drafts.drop(p, a, whole.eva)
    assert found(whole) is None
    drafts.put_aside(p, a, whole.eva, EDITS, sha(whole))
    seal(p, a)
    assert found(whole) is None
    drafts.put_aside(p, a, whole.eva, EDITS, sha(whole))
    corrections.correct_text(p, a, whole.eva, "Ja. " + EVA)
    assert p.db.execute("SELECT count(*) FROM settings WHERE key LIKE 'draft%'").fetchone()[0] == 0


def test_what_fits_another_wording_is_not_offered(whole):
    p, a = whole.project, whole.anna
    drafts.put_aside(p, a, whole.eva, EDITS, sha(whole))
    corrections.correct_text(p, whole.bo, whole.eva, "Ja. " + EVA)
    assert found(whole) is None


def test_what_can_not_be_read_is_not_offered(whole):
    drafts.put_aside(whole.project, whole.anna, whole.eva, EDITS, sha(whole))
    whole.project.db.execute("UPDATE settings SET value = '[1' WHERE key LIKE 'draft%'")
    assert found(whole) is None
