"""``qualcode find``: words in the texts and in what was written about them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, WrongUsage, text
from qualcode.cli.output import WHOLE, say, write_json, write_table
from qualcode.cli.projects import back_up_if_due, reading, writing
from qualcode.core.translate import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.core.analysis.search.elsewhere import Mention
    from qualcode.core.analysis.search.find import Hit
    from qualcode.core.analysis.search.wanted import Wanted, Where
    from qualcode.core.changes import Changes
    from qualcode.core.project import Project

#: as in `qualcode.core.analysis.search.widen`, which help need not wait for; a test compares
EXTENTS: Final = ("hit", "sentence", "paragraph", "turn")
_SECTIONS: Final = {
    "titles": N_("Title"),
    "codes": N_("Code"),
    "persons": N_("Person"),
    "comments": N_("Comment"),
    "condensed": N_("Condensed"),
    "interpretations": N_("Interpretation"),
    "quotes": N_("Printed quote"),
    "memos": N_("Memo"),
}


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "WORDS",
        type=text,
        help=_(
            'words that stand in one paragraph; "a phrase"; begin* for how they begin; '
            "this OR that; -without. Case makes no difference"
        ),
    )
    parser.option("--begin", action="store_true", help=_("finds words that begin so"))
    parser.option("--part", action="store_true", help=_("finds words that hold this"))
    parser.option("--lemma", action="store_true", help=_("finds all forms of the words"))
    parser.option("--regex", action="store_true", help=_("WORDS is a regular expression"))
    parser.option(
        "--documents",
        nargs="+",
        action="extend",
        default=[],
        type=text,
        metavar="DOCUMENT",
        help=_("these; titles or ids"),
    )
    parser.option(
        "--not-interviewer",
        action="store_true",
        help=_("leaves out what interviewers say, and speakers’ labels"),
    )
    parser.option(
        "--code", metavar="CODE", type=text, help=_("codes what was found; a name, path or id")
    )
    parser.option(
        "--extent", choices=EXTENTS, help=_("how much is coded around a hit; hit if unsaid")
    )
    parser.option(
        "--coder", metavar="NAME", type=text, help=_("the evaluator who codes; joins if new")
    )
    parser.option(
        "--nameless",
        action="store_true",
        help=_("gives pseudonyms for real names in titles and labels, as exports do"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    if sum((options.begin, options.part, options.lemma, options.regex)) > 1:
        raise WrongUsage(_("--begin, --part, --lemma and --regex are for one at a time."))
    if (options.code is None) != (options.coder is None):
        raise WrongUsage(_("--code and --coder belong together."))
    if options.extent is not None and options.code is None:
        raise WrongUsage(_("--extent is for --code alone."))
    if options.code is None:
        with reading(options.project) as project:
            _show(project, options, *_find(project, options), None)
        return 0
    with writing(options.project) as project:
        hits, mentions = _find(project, options)
        back_up_if_due(project)
        _show(project, options, hits, mentions, _code(project, hits, options))
    return 0


def _find(project: Project, options: argparse.Namespace) -> tuple[list[Hit], list[Mention]]:
    from qualcode.core.analysis.search.elsewhere import mentions
    from qualcode.core.analysis.search.find import Finder

    wanted = _wanted(options)
    hits = list(Finder().find(project.db, wanted, _where(project, options)))
    elsewhere = [] if options.documents else list(mentions(project.db, wanted))
    return hits, elsewhere


def _wanted(options: argparse.Namespace) -> Wanted:
    from qualcode.core.analysis.search.query import Match
    from qualcode.core.analysis.search.wanted import Wanted

    kinds = {
        Match.BEGINNING: options.begin,
        Match.PART: options.part,
        Match.FORMS: options.lemma,
        Match.REGEX: options.regex,
    }
    return Wanted(options.words, next((kind for kind, on in kinds.items() if on), Match.WHOLE))


def _where(project: Project, options: argparse.Namespace) -> Where:
    from qualcode.core.analysis.search.wanted import Where
    from qualcode.core.operations import lookup

    chosen = frozenset(lookup.document(project.db, title) for title in options.documents)
    return Where(document_ids=chosen or None, not_interviewer=options.not_interviewer)


def _code(project: Project, hits: Sequence[Hit], options: argparse.Namespace) -> Changes:
    """What is refused brings no evaluator into the project either."""
    from qualcode.core.analysis.search.widen import Extent, widened
    from qualcode.core.operations import lookup
    from qualcode.core.operations.coders import ensure_coder
    from qualcode.core.operations.hits import code_hits

    (code_id,) = lookup.codes(project.db, [options.code])
    places = widened(project.db, hits, Extent(options.extent or "hit"))
    with project.together():
        coder_id = ensure_coder(project, options.coder)
        return code_hits(project, coder_id, places, code_id)


def _show(
    project: Project,
    options: argparse.Namespace,
    hits: list[Hit],
    mentions: list[Mention],
    done: Changes | None,
) -> None:
    rows = _rows(project, hits)
    if options.nameless:
        rows, mentions = _without_names(project, rows, mentions)
    coded = None if done is None else len(done.added.get("codings", ()))
    if options.json:
        elsewhere = [_mention(one) for one in mentions]
        write_json({"hits": rows, "elsewhere": elsewhere, "coded": coded})
        return
    headings = (_("Document"), _("Start"), _("Person"), _("Found"))
    lines = [
        (row["document"], row["start"], row["person"], row["before"] + row["quote"] + row["after"])
        for row in rows
    ]
    if lines:
        write_table(headings, lines, widest=WHOLE)
    for one in mentions:
        say(f"{_(_SECTIONS[one.section.value])}: {' '.join(one.text.split())}")
    documents = len({hit.document_id for hit in hits})
    say(_counted(len(hits), documents, len({hit.person_id for hit in hits} - {None})))
    if coded is not None:
        told = ngettext("{count} passage coded.", "{count} passages coded.", coded)
        say(told.format(count=coded))


def _counted(hits: int, documents: int, persons: int) -> str:
    return _("{hits} in {documents}, said by {persons}.").format(
        hits=ngettext("{count} hit", "{count} hits", hits).format(count=hits),
        documents=ngettext("{count} document", "{count} documents", documents).format(
            count=documents
        ),
        persons=ngettext("{count} respondent", "{count} respondents", persons).format(
            count=persons
        ),
    )


def _rows(project: Project, hits: list[Hit]) -> list[dict[str, Any]]:
    from qualcode.core.analysis.search.context import context_of
    from qualcode.core.store import documents, persons

    titles = documents.titles(project.db)
    pseudonyms = {one.id: one.pseudonym for one in persons.all_persons(project.db)}
    text, of = "", None
    rows = []
    for hit in hits:
        if hit.document_id != of:
            text, of = documents.text(project.db, hit.document_id), hit.document_id
        around = context_of(text, hit.start, hit.end)
        rows.append(
            {
                "document": titles[hit.document_id],
                "document_id": hit.document_id,
                "start": hit.start,
                "end": hit.end,
                "words": [list(span) for span in hit.words],
                "quote": text[hit.start : hit.end],
                "before": around.before,
                "after": around.after,
                "person": pseudonyms[hit.person_id] if hit.person_id else None,
                "person_id": hit.person_id,
            }
        )
    return rows


def _without_names(
    project: Project, rows: list[dict[str, Any]], mentions: Sequence[Mention]
) -> tuple[list[dict[str, Any]], list[Mention]]:
    """The same with titles and labels as the exports print them; positions are of the stored
    text."""
    from qualcode.core.analysis.search.elsewhere import Section
    from qualcode.core.interchange.nameless import Nameless

    names = Nameless(project.db)
    found = []
    for row in rows:
        around = names.context(row["document_id"], row["start"], row["end"])
        quote = names.words(row["document_id"], row["start"], row["end"])
        shown = {"before": around.before, "quote": quote, "after": around.after}
        found.append({**row, "document": names.titles[row["document_id"]], **shown})
    titles = {str(one): title for one, title in names.titles.items()}
    elsewhere = [
        replace(one, text=titles[one.row_id], places=())
        if one.section is Section.TITLES and titles.get(one.row_id, one.text) != one.text
        else one
        for one in mentions
    ]
    return found, elsewhere


def _mention(one: Mention) -> dict[str, Any]:
    return {
        "section": one.section.value,
        "table": one.table,
        "id": one.row_id,
        "column": one.column,
        "text": one.text,
        "places": [[place.start, place.end] for place in one.places],
    }
