"""What is found, and where: every hit stands where it is said to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.search.find import Finder
from qualcode.core.analysis.search.matching import Matcher
from qualcode.core.analysis.search.query import Match, read_query
from qualcode.core.analysis.search.regular import RegularExpression
from qualcode.core.analysis.search.vocabulary import Vocabulary
from qualcode.core.analysis.search.wanted import Wanted, Where
from qualcode.core.errors import Refused
from qualcode.core.model.paragraphs import fold, paragraphs, word_pattern
from qualcode.core.operations.passages import code_passage
from qualcode.core.store import documents as documents_store
from qualcode.core.store import search
from tests.core.material import Material

EVA = (
    "I: Hur är mandatet?\n"
    "Eva: Mandatet är otydligt ❤️, va\u030art mandat är ett o\u00adtydligt mandat.\n"
    "I: Och samverkan?\n"
    "Eva: Sam-\nverkan sker i samverkansrådet, e-post räcker inte."
)
LO = "I: Roller?\nLo: Rollerna och mandaten är oklara. Ingen roll är klar … [skratt]"


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path, language="sv")
    made.document("Eva", EVA)
    made.document("Lo", LO)
    with made.project:
        yield made


def found(material, written, match=Match.WHOLE, where=Where()):
    db = material.project.db
    texts = {one: documents_store.text(db, one) for one in material.documents.values()}
    hits = Finder().find(db, Wanted(written, match), where)
    return [texts[hit.document_id][hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("written", "hits"),
    [
        ("mandatet", ["mandatet", "Mandatet"]),
        ("VÅRT", ["va\u030art"]),
        ("vart", []),
        ("otydligt", ["otydligt", "o\u00adtydligt"]),
        ("mandat*", ["mandatet", "Mandatet", "mandat", "mandat", "mandaten"]),
        ("m*", ["mandatet", "Mandatet", "mandat", "mandat", "mandaten"]),
        ('"är otydligt"', ["är otydligt"]),
        ("”mandat är ett”", ["mandat är ett"]),
        ('"vårt mand"*', ["va\u030art mandat"]),
        ('"mandatet är oty*"', ["Mandatet är otydligt"]),
        ("otydligt roll", []),
        ("otydligt ett", ["ett o\u00adtydligt"]),
        ("rollerna OR samverkansrådet", ["samverkansrådet", "Rollerna"]),
        ("rollerna ELLER samverkansrådet", ["samverkansrådet", "Rollerna"]),
        ("mandatet -otydligt", ["mandatet"]),
        ("mandatet -”är otydligt”", ["mandatet"]),
        ("samverkan", ["samverkan", "Sam-\nverkan"]),
        ("epost", ["e-post"]),
        ("e-post", ["e-post"]),
        ('"samverkan sker"', ["Sam-\nverkan sker"]),
        ("❤", ["❤"]),
        ("…", ["…"]),
        ("[skratt]", ["skratt"]),
        ("OR roll", ["roll"]),
    ],
)
def test_words_as_they_are_written(material, written, hits):
    assert found(material, written) == hits


@pytest.mark.parametrize(
    ("match", "written", "hits"),
    [
        (Match.BEGINNING, "samv", ["samverkan", "Sam-\nverkan", "samverkansrådet"]),
        (Match.PART, "andat", ["mandatet", "Mandatet", "mandat", "mandat", "mandaten"]),
        (Match.PART, "rådet", ["samverkansrådet"]),
        (Match.FORMS, "roll", ["Roller", "Rollerna", "roll"]),
        (Match.FORMS, "mandat", ["mandatet", "Mandatet", "mandat", "mandat", "mandaten"]),
        (Match.FORMS, "vara", ["är", "är", "är", "är", "är"]),
        (Match.REGEX, r"rol\w+", ["Roller", "Rollerna", "roll"]),
        (Match.REGEX, r"vårt\s\w+", ["va\u030art mandat"]),
        (Match.REGEX, r"\botydligt\b", ["otydligt", "o\u00adtydligt"]),
        (Match.REGEX, r"x*", []),
        (Match.REGEX, r"^verkan", ["verkan"]),
    ],
)
def test_other_ways_to_match(material, match, written, hits):
    assert found(material, written, match) == hits


@pytest.mark.parametrize("written", ["", "   ", "-mandat", '""', "*", "OR", "-"])
def test_nothing_to_find_is_refused_with_a_sentence(material, written):
    with pytest.raises(Refused, match="nothing to find"):
        found(material, written)


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<x", "\\", "a" * 1001])
def test_a_pattern_that_cannot_be_read_is_refused_with_a_sentence(material, pattern):
    with pytest.raises(Refused, match="regular expression"):
        found(material, pattern, Match.REGEX)


def test_a_pattern_that_would_take_years_is_stopped(material):
    material.document("A", "a" * 60 + "!")
    with pytest.raises(Refused, match="takes too long"):
        found(material, "(a|a)+$", Match.REGEX)


def test_hits_come_in_the_order_of_the_documents_and_their_texts(material):
    hits = list(Finder().find(material.project.db, Wanted("är")))
    order = list(material.documents.values())
    keys = [(order.index(hit.document_id), hit.start) for hit in hits]
    assert keys == sorted(keys)
    assert len(keys) == 5


def test_documents_and_kinds_are_left_out(material):
    material.document("Rapport", "Mandatet.", kind="document")
    lo = frozenset({material.documents["Lo"]})
    assert found(material, "är", where=Where(document_ids=lo)) == ["är", "är"]
    assert found(material, "mandatet", where=Where(kinds=frozenset({"document"}))) == ["Mandatet"]


def test_the_interviewer_and_the_labels_are_left_out(material):
    assert found(material, "mandatet", where=Where(not_interviewer=True)) == ["Mandatet"]
    assert found(material, "lo", where=Where(not_interviewer=True)) == []


def test_whose_words_they_are_is_told(material):
    hits = list(Finder().find(material.project.db, Wanted("mandatet")))
    assert [hit.person_id for hit in hits] == [None, material.person("Eva")]


def test_coded_or_not_by_whom(material):
    material.code("Mandat")
    material.mark("Mandat", "Mandatet är otydligt")
    bo = material.coder("Bo")
    assert found(material, "mandatet", where=Where(coded=True)) == ["Mandatet"]
    assert found(material, "mandatet", where=Where(coded=False)) == ["mandatet"]
    by_bo = Where(coded=True, coder_ids=frozenset({bo}))
    assert found(material, "mandatet", where=by_bo) == []
    code_passage(material.project, bo, material.documents["Eva"], 0, 19, [material.codes["Mandat"]])
    assert found(material, "mandatet", where=by_bo) == ["mandatet"]


def test_a_text_imported_later_is_found_by_the_same_finder(material):
    finder, db = Finder(), material.project.db
    assert list(finder.find(db, Wanted("ansvar", Match.FORMS))) == []
    material.document("Ny", "Ansvaret är oklart.")
    assert len(list(finder.find(db, Wanted("ansvar", Match.FORMS)))) == 1


def read_through(db, written, match, text):
    """What is found without the index."""
    if match is Match.REGEX:
        finds = RegularExpression(written)
    else:
        words = Vocabulary(search.vocabulary(db))
        finds = Matcher(words.expanded(read_query(written, match), ["en"]))
    pattern = word_pattern(text)
    return [place for span in paragraphs(text) for place in finds.places(text, span, pattern)]


PIECES = st.sampled_from(
    [
        *"aåb",
        "a\u030a",
        "Å",
        "\u00ad",
        "-",
        "-\n",
        "\n",
        " ",
        "😀",
        "ß",
        "ab",
        "1️⃣",
        "\u0301",
        "İ",
        "ﬁ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
WORDS = st.lists(
    st.sampled_from(["a", "å", "Å", "ab", "b", "aå", "ss", "1", "fi"]), min_size=1, max_size=3
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), words=WORDS, match=st.sampled_from(Match))
def test_the_index_finds_what_reading_finds_and_words_stand_at_their_places(
    tmp_path_factory, texts, words, match
):
    written = " ".join(words) if match is Match.REGEX else f'"{" ".join(words)}"'
    with Material(tmp_path_factory.mktemp("found")).project as project:
        material = Material.__new__(Material)
        material.project, material.coders, material.documents = project, {}, {}
        material.coder("Anna")
        for number, text in enumerate(texts):
            material.document(str(number), text)
        finder = Finder()
        hits = list(finder.find(project.db, Wanted(written, match)))
        for number, text in enumerate(texts):
            document = material.documents[str(number)]
            read = read_through(project.db, written, match, text)
            assert [(one.start, one.end) for one in read] == [
                (hit.start, hit.end) for hit in hits if hit.document_id == document
            ]
            for place in read:
                there = fold(text[place.start : place.end]).replace("-", "").replace("\n", "")
                if match in (Match.WHOLE, Match.REGEX):
                    assert there.replace(" ", "") == fold("".join(words))
                else:
                    assert fold(words[0])[:1] in there


# A part of the material


def test_only_what_they_say_is_searched_who_are_so(material):
    sex = material.persons_are("Kön", {material.person("Eva", "Eva"): "Kvinna"})
    women = Where(narrowing=Narrowing(attributes=((sex, frozenset({"Kvinna"})),)))
    everywhere = found(material, "mandat", Match.BEGINNING)
    of_women = found(material, "mandat", Match.BEGINNING, women)
    assert len(everywhere) == 5
    assert len(of_women) == 3
    assert not women.is_everywhere


def test_only_documents_are_searched_that_are_so(material):
    where = Where(narrowing=Narrowing(documents=frozenset({material.documents["Lo"]})))
    assert len(found(material, "mandat", Match.BEGINNING, where)) == 1
