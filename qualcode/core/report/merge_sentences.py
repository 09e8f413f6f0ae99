"""What a merge did, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from qualcode.core.merge.combine import NEITHER, TOGETHER
from qualcode.core.merge.kept import KeptTogether
from qualcode.core.merge.match import DIFFERENT, SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.names_back import NAMES, REPLACE
from qualcode.core.merge.plan import (
    ConflictLine,
    FilePlan,
    GoneLine,
    MovedLine,
    NamesLine,
    Pair,
    UndoneLine,
    UnplacedLine,
)
from qualcode.core.operations.steps import field_name
from qualcode.core.report.merge_texts import collision_sentence, quoted, whose_is
from qualcode.core.translate import N_, _, ngettext, one_by_one

#: tenths
_SURE: Final = 10

TABLE_NAMES: Final[Mapping[str, str]] = {
    "project": N_("Project"),
    "coders": N_("Evaluators"),
    "cases": N_("Cases"),
    "folders": N_("Folders"),
    "documents": N_("Documents"),
    "persons": N_("Persons"),
    "affiliations": N_("Where persons belong"),
    "turns": N_("Turns"),
    "codes": N_("Codes"),
    "segments": N_("Passages"),
    "codings": N_("Marks"),
    "memos": N_("Memos"),
    "memo_links": N_("Links of memos"),
    "guide_questions": N_("Questions of guides"),
    "landmarks": N_("Headings and other landmarks"),
    "readings": N_("How far documents are read"),
    "attributes": N_("Attributes"),
    "attribute_values": N_("Values of attributes"),
    "quotes": N_("Printed quotes"),
    "boards": N_("Boards"),
    "board_items": N_("Cards on boards"),
    "decisions": N_("Decisions on merging"),
    "disagreements": N_("Disagreements that were spoken of"),
    "surveys": N_("Surveys"),
    "survey_columns": N_("Questions of surveys"),
    "responses": N_("Answers to surveys"),
    "backgrounds": N_("What respondents said of themselves"),
    "invitations": N_("Invited to surveys"),
}

#: What columns are called in a conflict; others go by their own names.
_COLUMN_NAMES: Final[Mapping[str, str]] = {
    "name": N_("name"),
    "title": N_("title"),
    "pseudonym": N_("pseudonym"),
    "parent_id": N_("place in the codebook"),
    "position": N_("order"),
    "colour": N_("colour"),
    "level": N_("level"),
    "definition": N_("definition"),
    "when_to_use": N_("when to use"),
    "when_not_to_use": N_("when not to use"),
    "example": N_("example"),
    "comment": N_("comment"),
    "text": N_("text"),
    "condensed": N_("condensed form"),
    "interpretation": N_("interpretation"),
    "code_id": N_("code"),
    "person_id": N_("speaker"),
    "kind": N_("kind"),
    "date": N_("date"),
    "wave": N_("wave"),
    "language": N_("language"),
    "role": N_("role"),
    "reporting_group": N_("reporting group"),
    "value": N_("value"),
    "state": N_("state"),
    "start": N_("place in the text"),
    "text_sha256": N_("wording of the text"),
    "weight": N_("weight"),
    "stance": N_("stance"),
    "folder_id": N_("folder"),
    "case_id": N_("case"),
    "questions": N_("evaluation questions"),
    "description": N_("description"),
    "initials": N_("initials"),
}

_BY: Final[Mapping[str, str]] = {
    "text": N_("the same text"),
    "aligned text": N_("texts that are alike"),
    "name": N_("the same name in the same place"),
    "label": N_("the same label in the same document"),
    "identity": N_("the same answer to a survey"),
    "role": N_("what evaluators agreed on"),
}


def table_name(table: str) -> str:
    """What a table is called."""
    return _(TABLE_NAMES.get(table, table))


def column_names(columns: tuple[str, ...]) -> str:
    """What columns that belong together are called: the first that has a name."""
    known = [_COLUMN_NAMES[name] for name in columns if name in _COLUMN_NAMES]
    told = [_(one) for one in known] or list(filter(None, map(field_name, columns)))
    return told[0] if told else _("something about it")


def percent(share: float) -> str:
    """A share as it is printed: ``99 %``."""
    return _("{number} %").format(number=int(share * 100))


def reason(pair: Pair) -> str:
    """Why two are taken for the same; of two wordings, which stands."""
    words = _(_BY.get(pair.by, pair.by))
    if pair.likeness < 1.0:
        words = _("{reason}: {likeness}").format(reason=words, likeness=percent(pair.likeness))
    if pair.stands is None:
        return words
    told = (
        _("{reason}; the wording in the file stands")
        if pair.stands
        else _("{reason}; the wording in the project stands")
    )
    return told.format(reason=words)


def match_sentence(pair: Pair) -> str:
    """“Mandate” here and “mandate” there are the same (…)."""
    return _("{table}: “{ours}” here and “{theirs}” there are the same ({reason}).").format(
        table=table_name(pair.table), ours=pair.names[0], theirs=pair.names[1], reason=reason(pair)
    )


def question_sentence(pair: Pair) -> str:
    """What a person may decide, and what was done without an answer."""
    if pair.kind == NAMES:
        return names_sentence(pair)
    sentences = {
        SAME_CODE: _("Are the codes “{ours}” here and “{theirs}” there the same? They stay two."),
        SAME_CODER: _("Is “{theirs}” there the same evaluator as “{ours}” here? They stay two."),
        SAME_DOCUMENT: _("Are “{ours}” here and “{theirs}” there one document? They stay two."),
    }
    return sentences[pair.kind].format(ours=pair.names[0], theirs=pair.names[1])


def names_sentence(pair: Pair) -> str:
    """That names which were replaced in one file stand in the other."""
    number = int(pair.names[0])
    return ngettext(
        "“{file}” was made before names were replaced: {number} place. The names come in as they are.",
        "“{file}” was made before names were replaced: {number} places. The names come in as they "
        "are.",
        number,
    ).format(file=pair.names[1], number=number)


def names_decided_sentence(pair: Pair) -> str:
    """What became of names that stood in the other file."""
    number = int(pair.names[0])
    if pair.by == REPLACE:
        told = ngettext(
            "Names were replaced in {number} place of what “{file}” brings.",
            "Names were replaced in {number} places of what “{file}” brings.",
            number,
        )
    else:
        told = ngettext(
            "Names that were replaced stand in {number} place of what “{file}” brings.",
            "Names that were replaced stand in {number} places of what “{file}” brings.",
            number,
        )
    return told.format(number=number, file=pair.names[1])


def names_line_sentence(line: NamesLine) -> str:
    """Where names stand that were replaced elsewhere."""
    return ngettext(
        "{table}, “{what}”: {number} name that was replaced",
        "{table}, “{what}”: {number} names that were replaced",
        line.number,
    ).format(table=table_name(line.table), what=line.what, number=line.number)


def decided_sentence(conflict: ConflictLine) -> str:
    """Which value somebody chose of two, or that both stand."""
    words = (
        _("{table}, “{what}”: {column} of both was chosen.")
        if conflict.taken == TOGETHER
        else _("{table}, “{what}”: {column} of {coder} was chosen, not that of {other}.")
    )
    taken = int(conflict.taken == 1)
    return words.format(
        table=table_name(conflict.table),
        what=conflict.what,
        column=column_names(conflict.columns),
        coder=conflict.coders[taken],
        other=conflict.coders[1 - taken],
    )


def decision_sentence(pair: Pair) -> str:
    """What a person decided of two rows, or of names."""
    if pair.kind == NAMES:
        return names_decided_sentence(pair)
    if pair.kind not in (SAME_CODE, SAME_CODER, SAME_DOCUMENT):
        return _("Of two values for “{what}”, one was chosen.").format(what=pair.names[0])
    sentence = (
        _("“{ours}” and “{theirs}” are not the same.")
        if pair.by == DIFFERENT
        else _("“{ours}” and “{theirs}” are the same.")
    )
    return sentence.format(ours=pair.names[0], theirs=pair.names[1])


def conflict_sentence(conflict: ConflictLine) -> str:
    """What was changed on both sides, and which of the two stands."""
    if conflict.taken == NEITHER:
        return _("“{what}”: {one} and {other} settled a place otherwise. It is open again.").format(
            what=conflict.what, one=conflict.coders[0], other=conflict.coders[1]
        )
    if conflict.collided:
        return _(
            "“{what}”: {collision}. All else that {one} and {other} changed in the text is kept."
        ).format(
            what=conflict.what,
            collision=collision_sentence(conflict.collided),
            one=conflict.coders[0],
            other=conflict.coders[1],
        )
    if conflict.taken == TOGETHER:
        return _("“{what}”: {one} and {other} changed the text; both changes are kept.").format(
            what=conflict.what, one=conflict.coders[0], other=conflict.coders[1]
        )
    return _("{table}, “{what}”: {column} was changed by both; that of {coder} stands.").format(
        table=table_name(conflict.table),
        what=conflict.what,
        column=column_names(conflict.columns),
        coder=conflict.coders[conflict.taken],
    )


def stands(conflict: ConflictLine) -> str:
    """Which of the two values stands, in a word."""
    if conflict.taken == NEITHER:
        return _("neither")
    if conflict.taken == TOGETHER:
        return _("both")
    return whose_is(conflict.coders, conflict.taken)


def gone_sentences(lines: Iterable[GoneLine]) -> list[str]:
    """Marks that somebody deleted, and that go: those of one code and document in one sentence."""
    numbers = Counter((one.deleted_by or "?", one.code, one.coder, one.document) for one in lines)
    return [_gone_sentence(*told, number) for told, number in numbers.items()]


def _gone_sentence(coder: str, code: str, owner: str, document: str, number: int) -> str:
    return ngettext(
        "{coder} deleted “{code}” on a passage of {owner} in “{document}”.",
        "{coder} deleted “{code}” on {number} passages of {owner} in “{document}”.",
        number,
    ).format(coder=coder, code=code, owner=owner, document=document, number=number)


def kept_sentence(kept: KeptTogether) -> str:
    """What was deleted by one and is kept for the other, with what went with it."""
    what = quoted(kept.first.what)
    told = _("{table}: {coder} deleted {what}.").format(
        table=table_name(kept.first.table),
        coder=kept.first.deleted_by or "?",
        what=what if kept.number == 1 else f"{what} ({kept.number})",
    )
    why = (
        _("It is kept, for others used or changed it.")
        if kept.is_used
        else _("It is kept, for what is kept belongs to it.")
    )
    parts = kept_parts(kept)
    also = _("With it is kept all that was deleted with it: {parts}.") if parts else ""
    return one_by_one((told, why, also.format(parts=parts)))


def undone_sentence(undone: UndoneLine, file: str) -> str:
    """What was undone in one file and stands for the sake of the other."""
    if undone.here:
        sentence = _("{coder} undid {what} here. It comes back, for “{file}” has it.")
    else:
        sentence = _(
            "{coder} undid {what} in “{file}”. It stays here, for an undo is no deletion: delete "
            "it if it is to go."
        )
    return sentence.format(coder=undone.coder or "?", what=quoted(undone.what), file=file)


def kept_parts(kept: KeptTogether) -> str:
    """What went with it, in numbers; empty if nothing did."""
    return ", ".join(_part(table, number) for table, number in kept.parts)


def _part(table: str, number: int) -> str:
    told = {
        "segments": ngettext("{number} passage", "{number} passages", number),
        "codings": ngettext("{number} mark", "{number} marks", number),
        "persons": ngettext("{number} person", "{number} persons", number),
        "memos": ngettext("{number} memo", "{number} memos", number),
    }
    return told.get(table, _("{table}: {number}")).format(table=table_name(table), number=number)


def another_wording_sentences(file: FilePlan) -> Iterator[str]:
    """How many passages stand in another wording than they were marked in: those of the file, and
    those that were here."""
    came, here = len(file.moved), len(file.carried)
    sure = [sum(tenth == _SURE for tenth in some.values()) for some in (file.moved, file.carried)]
    if came:
        yield ngettext(
            "In “{file}”, {number} passage was marked in another wording of its text: {sure} "
            "stand at the very same words.",
            "In “{file}”, {number} passages were marked in another wording of their text: "
            "{sure} stand at the very same words.",
            came,
        ).format(file=file.file, number=came, sure=sure[0])
    if here:
        yield ngettext(
            "“{file}” brings another wording of the text of {number} passage that was here: {sure} "
            "stand at the very same words.",
            "“{file}” brings another wording of the texts of {number} passages that were here: "
            "{sure} stand at the very same words.",
            here,
        ).format(file=file.file, number=here, sure=sure[1])


def moved_sentences(lines: Iterable[MovedLine]) -> list[str]:
    """Passages that stand at nearly the same words: those of which the same is said, at once."""
    numbers = Counter(
        (one.coder, one.document, ", ".join(one.codes), percent(one.certainty)) for one in lines
    )
    return [_moved_sentence(*told, number) for told, number in numbers.items()]


def _moved_sentence(coder: str, document: str, codes: str, certainty: str, number: int) -> str:
    return ngettext(
        "A passage of {coder} in “{document}” ({codes}) stands at words that are nearly the same "
        "({certainty}). Look whether it is right.",
        "{number} passages of {coder} in “{document}” ({codes}) stand at words that are nearly the "
        "same ({certainty}). Look whether they are right.",
        number,
    ).format(coder=coder, document=document, codes=codes, certainty=certainty, number=number)


def unplaced_sentence(one: UnplacedLine) -> str:
    """A passage without a place."""
    return ngettext(
        "A passage of {coder} in “{document}” ({number} word; {codes}) was not found surely enough "
        "({certainty}). It is kept without a place.",
        "A passage of {coder} in “{document}” ({number} words; {codes}) was not found surely enough "
        "({certainty}). It is kept without a place.",
        one.words,
    ).format(
        coder=one.coder,
        document=one.document,
        number=one.words,
        codes=", ".join(one.codes),
        certainty=percent(one.certainty),
    )
