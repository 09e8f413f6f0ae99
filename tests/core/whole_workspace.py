"""A project in which everything that came with the second version was done as well."""

import datetime as dt

from qualcode.core.ids import DisagreementId, LandmarkId, QuestionId, new_id
from qualcode.core.model import Decision, Disagreement, GuideQuestion, Landmark
from qualcode.core.operations import (
    attributes,
    boards,
    cases,
    corrections,
    folders,
    meaning,
    memos,
    quotes,
    readings,
    survey_figures,
    surveys,
)
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import documents as documents_store
from qualcode.core.store.surveys import columns
from tests.core.survey_material import ROWS, plan
from tests.core.whole import Whole


def fill_workspace(whole: Whole) -> None:
    """One of each kind, with things undone and done again between."""
    _describe(whole)
    _lay_out(whole)
    _settle(whole)
    _ask(whole)
    p, a = whole.project, whole.anna
    text = documents_store.text(p.db, whole.eva)
    corrections.correct_text(p, a, whole.eva, text.replace("otydligt", "mycket otydligt"))
    undo(p, a)
    redo(p, a)
    readings.set_reading(p, a, [whole.solo], "done")
    undo(p, a)


def _describe(whole: Whole) -> None:
    p, a, b = whole.project, whole.anna, whole.bo
    outer = folders.create_folder(p, a, "Våg 1", documents=[whole.eva]).first("folders")
    folders.create_folder(p, b, "Grupper", parent_id=outer, documents=[whole.workshop])
    made = attributes.create_attribute(
        p, a, attributes.NewAttribute("Ort", "documents", "choice", ("Norr", "Söder"))
    )
    with p.operation(a, "describe_documents", "Ort") as running:
        attributes.put_values(running, {(made.first("attributes"), whole.eva): "Norr"})
    cases.assign_documents(p, a, [whole.eva, whole.solo], whole.case)
    readings.set_reading(p, a, [whole.eva], "done")
    readings.set_reading(p, b, [whole.eva, whole.solo], "under-way")
    meaning.weigh_coding(p, a, whole.unclear_by_anna, 3)
    meaning.interpret(p, a, whole.segment_of(whole.unclear_by_anna), "Ingen äger frågan")
    segment = whole.segment_of(whole.unclear_by_anna)
    quotes.print_quote(p, a, segment, "otydligt mandat […]")
    quotes.choose_quotes(p, a, [segment], chosen=True)
    page = memos.write_journal(p, b, "Vi började koda.", day=dt.date(2026, 3, 2)).first("memos")
    memos.link_memo(p, b, page, ("codes", whole.mandate))


def _lay_out(whole: Whole) -> None:
    p, a = whole.project, whole.anna
    board = boards.create_board(p, a, "Väggen").first("boards")
    made = boards.put_on_board(
        p,
        a,
        board,
        [
            boards.NewItem("code", 0, 0, 160, 60, code_id=whole.mandate),
            boards.NewItem("note", 200, 0, 120, 90, text="Hör ihop? ✓", colour="#d4a017"),
        ],
    )
    items = made.order["board_items"]
    boards.group_on_board(p, a, board, boards.NewItem("group", 0, 0, 400, 200, text="Makt"), items)


def _ask(whole: Whole) -> None:
    p, a = whole.project, whole.anna
    first = surveys.import_survey(p, a, plan(wave="1"))
    surveys.import_survey(p, a, plan(ROWS[:2], wave="2"))
    survey = first.first("surveys")
    survey_figures.set_invitations(p, a, survey, "whole", [survey_figures.Figures("", 9, 1)])
    sex = next(one.attribute_id for one in columns(p.db, survey) if one.question == "Kön")
    survey_figures.set_invitations(
        p,
        a,
        survey,
        "attribute",
        [survey_figures.Figures("Kvinna", 5), survey_figures.Figures("Man", 4, 1)],
        attribute_id=sex,
    )


def _settle(whole: Whole) -> None:
    p, a = whole.project, whole.anna
    with p.operation(a, "describe_places", "Eva") as running:
        question = QuestionId(new_id())
        running.insert(
            "guide_questions",
            GuideQuestion(question, "Guide", "1", "Hur är mandatet?", 0, running.time, a),
        )
        for kind, label, asked in (
            ("question", "Hur är mandatet?", question),
            ("page", "2", None),
            ("time", "00:01:12", None),
        ):
            running.insert(
                "landmarks",
                Landmark(
                    LandmarkId(new_id()), whole.eva, kind, 0, 0, label, 0, asked, running.time, a
                ),
            )
        running.insert(
            "decisions",
            Decision(new_id(), "same-code", "Mandat", "mandat", "same", running.time, a),
        )
        disagreement = DisagreementId(new_id())
        running.insert(
            "disagreements",
            Disagreement(disagreement, whole.eva, 0, 5, "later", running.time, a),
        )
    memos.write_memo(p, a, "Vad menar vi?", about=("disagreements", disagreement))
