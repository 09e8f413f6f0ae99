"""The example project's texts, codebook, codings and persons agree with each other."""

import csv
import json
import re
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qualcode.core.importers import speakers

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "example"
TITLES = ("Intervju Almby", "Intervju Sjövik", "Gruppintervju juni", "Workshop record October")
SWEDISH, ENGLISH = "sv", "en"
FIELDS = ("name", "definition", "when_to_use", "when_not_to_use", "example")
LEVELS = {"code", "sub-category", "category", "theme"}


class Mark(NamedTuple):
    document: str
    start: int
    end: int
    code: str


def read(title: str) -> str:
    return (EXAMPLE / f"{title}.txt").read_bytes().decode("utf-8")


def load(name: str) -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = json.loads(
        (EXAMPLE / name).read_text(encoding="utf-8")
    )
    return loaded


def persons() -> list[dict[str, str]]:
    with (EXAMPLE / "persons.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def labels(title: str) -> list[str]:
    return [row["label"] for row in persons() if row["document"] == title]


def label_pattern(title: str) -> str:
    return rf"^(?:{'|'.join(map(re.escape, labels(title)))})(?::|$)"


def marks(initials: str) -> set[Mark]:
    return {
        Mark(row["document"], row["start"], row["end"], row["code"])
        for row in load("codings.json")["codings"]
        if row["coder"] == initials
    }


def overlap(one: Mark, other: Mark) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def bare(text: str) -> str:
    return re.sub("[\"“”'‘’…]", "", text).strip(" .?").casefold()


CODES = load("codebook.json")["codes"]
CODINGS = load("codings.json")["codings"]
CODERS = [coder["initials"] for coder in load("codings.json")["coders"]]


@pytest.mark.parametrize("title", TITLES)
def test_every_transcript_has_the_length_of_a_real_one(title: str) -> None:
    speech = re.sub(label_pattern(title), "", read(title), flags=re.MULTILINE)
    assert 1_500 <= len(speech.split()) <= 3_000


@pytest.mark.parametrize("title", TITLES)
def test_every_transcript_ends_its_lines_with_line_feeds_alone(title: str) -> None:
    text = read(title)
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")


def test_the_texts_keep_what_real_files_have() -> None:
    texts = "".join(map(read, TITLES))
    for trait in ("*jätteviktigt*", "för- och nackdelar", "50\u00a0%", "❤️", "👩‍👩‍👧", "”", '"'):
        assert trait in texts


def test_every_code_is_described_in_both_languages() -> None:
    for code, language in product(CODES, (SWEDISH, ENGLISH)):
        assert set(code[language]) == set(FIELDS)
        assert all(code[language].values())


def test_names_of_codes_are_unique_in_each_language() -> None:
    for language in (SWEDISH, ENGLISH):
        names = [code[language]["name"].casefold() for code in CODES]
        assert len(names) == len(set(names))


def test_a_parent_stands_before_its_children() -> None:
    seen = {None}
    for code in CODES:
        assert code["parent"] in seen
        seen.add(code["key"])


def test_codes_have_a_level_and_a_colour_of_their_own() -> None:
    assert {code["level"] for code in CODES} == LEVELS
    assert all(re.fullmatch("#[0-9a-f]{6}", code["colour"]) for code in CODES)
    assert len({code["colour"] for code in CODES}) == len(CODES)


def test_the_examples_of_the_codebook_are_found_in_the_texts() -> None:
    texts = bare("".join(map(read, TITLES)))
    for code, language in product(CODES, (SWEDISH, ENGLISH)):
        assert bare(code[language]["example"]) in texts


def test_every_quote_is_the_text_at_its_position() -> None:
    for row in CODINGS:
        text = read(row["document"])
        assert text[row["start"] : row["end"]] == row["quote"] == row["quote"].strip()


def test_every_quote_occurs_once_in_its_document() -> None:
    assert all(read(row["document"]).count(row["quote"]) == 1 for row in CODINGS)


def test_every_code_is_used() -> None:
    assert {row["code"] for row in CODINGS} == {code["key"] for code in CODES}


def test_both_evaluators_have_coded_all_the_documents() -> None:
    used = {(row["coder"], row["document"]) for row in CODINGS}
    assert used == set(product(CODERS, TITLES))
    assert len(CODERS) == 2


def test_each_evaluator_has_coded_amply() -> None:
    assert all(60 <= len(marks(initials)) <= 100 for initials in CODERS)


def test_no_coding_is_there_twice() -> None:
    assert sum(len(marks(initials)) for initials in CODERS) == len(CODINGS)


def test_a_passage_has_one_condensed_wording() -> None:
    wordings: dict[tuple[str, str, int, int], set[str | None]] = {}
    for row in CODINGS:
        passage = row["coder"], row["document"], row["start"], row["end"]
        wordings.setdefault(passage, set()).add(row["condensed"])
    assert all(len(wording) == 1 for wording in wordings.values())


@pytest.mark.parametrize(("one", "other"), [("AL", "MB"), ("MB", "AL")])
def test_each_evaluator_has_coded_what_the_other_passed_by(one: str, other: str) -> None:
    theirs = marks(other)
    alone = [mark for mark in marks(one) if not any(overlap(mark, their) for their in theirs)]
    assert len(alone) >= 5


def test_the_evaluators_gave_the_same_passage_other_codes() -> None:
    assert any(
        one[:3] == other[:3] and one.code != other.code
        for one, other in product(marks("AL"), marks("MB"))
    )


def test_the_evaluators_drew_other_limits_for_the_same_code() -> None:
    differing = [
        (one, other)
        for one, other in product(marks("AL"), marks("MB"))
        if one.code == other.code and overlap(one, other) and one != other
    ]
    assert len(differing) >= 20


def test_one_evaluator_lumps_what_the_other_splits() -> None:
    splits = marks("AL")
    assert any(
        len({(mark.start, mark.end) for mark in splits if overlap(mark, lump)}) >= 2
        for lump in marks("MB")
    )


def test_the_evaluators_agree_here_and_there() -> None:
    assert marks("AL") & marks("MB")


@pytest.mark.parametrize("title", TITLES)
def test_every_label_of_the_sheet_begins_a_turn(title: str) -> None:
    found = re.findall(label_pattern(title), read(title), flags=re.MULTILINE)
    assert {label.rstrip(":") for label in found} == set(labels(title))


@pytest.mark.parametrize("title", TITLES)
def test_the_speakers_proposed_are_those_of_the_sheet(title: str) -> None:
    text = read(title)
    proposed = {
        (guess.label, "yes" if guess.kind == "interviewer" else "no")
        for guess in speakers.guess_speakers(text, speakers.find(text))
    }
    sheet = [row for row in persons() if row["document"] == title]
    assert proposed == {(row["label"], row["interviewer"]) for row in sheet}


@pytest.mark.parametrize("title", TITLES[:3])
def test_every_coding_of_an_interview_touches_a_respondent(title: str) -> None:
    speeches = speakers.find(read(title))
    for row in (row for row in CODINGS if row["document"] == title):
        touched = {s.label for s in speeches if s.start < row["end"] and row["start"] < s.end}
        assert touched - {"Intervjuare"}


def test_every_document_has_an_interviewer_and_respondents() -> None:
    kinds = {(row["document"], row["interviewer"]) for row in persons()}
    assert kinds == set(product(TITLES, ("yes", "no")))


def test_a_pseudonym_stands_for_one_person() -> None:
    names = {(row["pseudonym"], row["name"]) for row in persons()}
    assert len(names) == len({pseudonym for pseudonym, _ in names})


def test_somebody_speaks_in_two_documents_under_different_labels() -> None:
    karin = {(row["document"], row["label"]) for row in persons() if row["name"] == "Karin Lund"}
    assert karin == {("Intervju Sjövik", "Karin Lund"), ("Workshop record October", "Karin")}


def test_no_comment_of_an_evaluator_names_a_respondent() -> None:
    names = {
        word for row in persons() if row["interviewer"] == "no" for word in row["name"].split()
    }
    comments = " ".join(row["comment"] or "" for row in CODINGS)
    assert not names & set(re.findall(r"\w+", comments))
