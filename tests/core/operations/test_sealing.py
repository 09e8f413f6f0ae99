"""Sealed: what was worded otherwise before is nowhere in the file, nor beside it."""

from types import SimpleNamespace

import pytest

from qualcode.core.check import check
from qualcode.core.errors import DiskFull, ProjectError, Refused
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import anonymising, importing, memos, passages, persons
from qualcode.core.operations.history import history, next_redo, next_undo, redo, undo, undo_entry
from qualcode.core.operations.sealing import plan_seal, seal
from qualcode.core.project import Project
from qualcode.core.store.backups import backups_of, make_backup_of
from qualcode.core.store.problems import disk_full
from tests.core.tables import broken_rules, contents
from tests.core.whole import fill_history, transcript

NAME = "Xerxia Öqvist"
NAMES = ("Xerxia", "Öqvist", "xerxia", "öqvist")
TEXT = f"Intervjuare: Vem är du?\n{NAME}: Jag heter {NAME} och bor i Ytterlännäs.\n{NAME}: Ja."


@pytest.fixture
def named(whole):
    """A project in which a name stands everywhere, and was taken out again."""
    p, a = whole.project, whole.anna
    fill_history(whole)
    new = importing.NewDocument(transcript(NAME, TEXT, (NAME,)))
    document = importing.import_documents(p, a, [new]).first("documents")
    marked = whole.mark(document, f"heter {NAME}", whole.roles, by=a, comment=f"{NAME}s ord")
    whole.mark(document, "Jag", whole.roots, by=whole.bo)
    passages.condense(p, a, whole.segment_of(marked[0]), f"{NAME} heter så")
    memos.write_memo(p, a, f"Ring {NAME}", title=NAME, about=("codings", marked[0]))
    gone = memos.write_memo(p, a, f"Glöm {NAME}", title=NAME).first("memos")
    memos.delete_memo(p, a, gone)
    whole.code(f"{NAME}s kod")
    undo(p, a)
    swap = [Replacement(NAME, "[Respondent]"), Replacement("Xerxia", "[Respondent]")]
    anonymising.anonymise(p, a, swap, real_names=True)
    person = p.db.execute("SELECT id FROM persons WHERE pseudonym LIKE '%Xerx%'").fetchone()
    if person:
        details = persons.PersonDetails(None, "Respondent X", "respondent", None, None)
        persons.edit_person(p, a, person[0], details)
    return whole


def traces(path):
    """Which of the names are in the project's file or beside it, in any coding."""
    found = set()
    for file in path.parent.iterdir():
        data = file.read_bytes()
        for name in NAMES:
            for coding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                if name.encode(coding) in data:
                    found.add((file.name, name, coding))
    return found


def test_before_it_is_sealed_the_file_holds_the_names(named):
    assert traces(named.project.path)


def test_sealed_the_file_holds_none_of_them(named):
    p = named.project
    make_backup_of(p.db, p.path)
    now = contents(p.db)
    seal(p, named.anna, delete_backups=[backup.path for backup in backups_of(p.path)])
    assert contents(p.db) == now
    assert traces(p.path) == set()
    p.close()
    assert traces(p.path) == set()


def test_a_sealed_project_is_sound_and_goes_on(named):
    p = named.project
    seal(p, named.anna)
    assert check(p) == []
    assert broken_rules(p.db) == []
    named.mark(named.workshop, "Do we?", named.roles, by=named.anna)
    undo(p, named.anna)
    redo(p, named.anna)
    assert check(p) == []
    p.close()
    with Project.open(p.path) as again:
        assert check(again) == []


def test_nothing_from_before_can_be_undone_or_redone(named):
    p = named.project
    undo(p, named.anna)
    earlier = next_undo(p.db).id
    assert next_redo(p.db) is not None
    seal(p, named.anna)
    assert (next_undo(p.db), next_redo(p.db)) == (None, None)
    for entry_id in (earlier, history(p.db)[0].id):
        with pytest.raises(Refused):
            undo_entry(p, named.anna, entry_id)


def test_what_comes_after_can_be_undone(named):
    p = named.project
    seal(p, named.anna)
    before = contents(p.db)
    named.code("Ny kod")
    undo(p, named.anna)
    assert contents(p.db) == before
    assert next_undo(p.db) is None


def test_the_history_still_tells_who_did_what_and_when(named):
    before = [(line.operation, line.coder, line.time) for line in history(named.project.db)]
    seal(named.project, named.anna)
    lines = history(named.project.db)
    assert lines[0].operation == "seal"
    assert [(line.operation, line.coder, line.time) for line in lines[1:]] == before
    assert not any(line.subject for line in lines[1:])


def test_backups_that_are_kept_are_not_touched(named):
    p = named.project
    backup = make_backup_of(p.db, p.path)
    assert [one.path for one in plan_seal(p).backups] == [backup.path]
    seal(p, named.anna)
    assert backup.path.exists()


def test_a_plan_says_what_would_go(named):
    plan = plan_seal(named.project)
    assert plan.texts == 1
    assert plan.steps > 20
    seal(named.project, named.anna)
    assert (plan_seal(named.project).texts, plan_seal(named.project).steps) == (0, 1)


def test_sealing_twice_does_no_harm(named):
    seal(named.project, named.anna)
    seal(named.project, named.anna)
    assert check(named.project) == []


def test_words_are_found_after_sealing_as_before(named):
    seal(named.project, named.anna)
    found = named.project.db.execute("SELECT count(*) FROM search WHERE search MATCH 'mandat'")
    assert found.fetchone()[0] >= 1


def test_what_is_removed_is_overwritten_though_the_file_is_never_written_anew(whole, monkeypatch):
    monkeypatch.setattr("qualcode.core.store.sealing.compact", lambda *_file: True)
    memo = memos.write_memo(whole.project, whole.anna, "Xylofonsson " * 3000).first("memos")
    memos.delete_memo(whole.project, whole.anna, memo)
    seal(whole.project, whole.anna)
    assert whole.project.db.execute("PRAGMA secure_delete").fetchone() == (1,)
    whole.project.close()
    assert b"Xylofonsson" not in whole.project.path.read_bytes()


def test_a_seal_for_which_there_is_no_room_is_refused_before_anything_is_done(whole, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=1000))
    before = len(history(whole.project.db))
    with pytest.raises(DiskFull, match="Nothing of this step was saved"):
        seal(whole.project, whole.anna)
    assert len(history(whole.project.db)) == before
    undo(whole.project, whole.anna)


def test_what_is_sealed_is_said_to_be_so_though_it_could_not_be_written_anew(whole, monkeypatch):
    def full(_db, path):
        raise disk_full(path)

    monkeypatch.setattr("qualcode.core.store.sealing.compact", full)
    with pytest.raises(ProjectError, match="is sealed, but there was no room"):
        seal(whole.project, whole.anna)
    assert next_undo(whole.project.db) is None
