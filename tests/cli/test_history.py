from tests.cli.conftest import ANNA

BO = ["--coder", "Bo"]


def test_the_history_tells_who_did_what_latest_first(project, interview, qualcode):
    lines = qualcode("history", project, "--json").json
    assert [(line["operation"], line["coder"]) for line in lines] == [
        ("import_documents", "Anna"),
        ("add_coder", "Anna"),
    ]
    assert lines[0]["label"] == "Import “Intervju 1”"
    assert {"id", "time", "subject", "undoes", "undone", "rows"} <= lines[0].keys()


def test_people_read_a_line_for_each(project, interview, qualcode):
    lines = qualcode("history", project).out.splitlines()
    assert "Import “Intervju 1”" in lines[1]
    assert len(lines) == 3


def test_anyones_latest_operation_is_undone_and_redone(project, interview, qualcode):
    assert qualcode("undo", project, *BO).out == "Undone: Import “Intervju 1”\n"
    assert qualcode("list", project, "documents", "--json").json == []
    assert qualcode("redo", project, *BO, "--json").json == {
        "redone": "Import “Intervju 1”",
        "operation": "import_documents",
        "subject": "Intervju 1",
    }
    assert len(qualcode("list", project, "documents", "--json").json) == 1


def test_what_was_undone_is_marked(project, interview, qualcode):
    qualcode("undo", project, *ANNA)
    undone = [line["undone"] for line in qualcode("history", project, "--json").json]
    assert undone == [False, True, False]
    assert "undone" in qualcode("history", project).out


def test_nothing_to_undo_or_redo_is_said_and_nobody_joins(project, qualcode):
    assert "nothing to undo" in qualcode("undo", project, *BO, expect=1).err
    assert "nothing to redo" in qualcode("redo", project, *BO, expect=1).err
    assert len(qualcode("list", project, "coders", "--json").json) == 1
