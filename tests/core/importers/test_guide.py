"""What a guide asks, and where in a transcript it is asked."""

from time import perf_counter

import pytest

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import guide
from qualcode.core.importers.guide import Guide, Question
from qualcode.core.importers.guide_places import Finder, in_transcript
from qualcode.core.importers.speakers import find, guess_speakers
from qualcode.core.importers.transcript import Heading, Transcript
from qualcode.core.model.span import Span

GUIDE = """\
Intervjuguide samordnare
Tack för att du ställer upp.

Bakgrund
1. Hur länge har du arbetat som samordnare?
2. Hur skulle du beskriva ditt uppdrag?
   a) Vem gav dig uppdraget?
   b) Är det tydligt?

Samverkan
1. Hur ser samverkan med kommunerna ut
   i ditt område?
- tid
- Vilka hinder ser du?
2. Berätta om den lokala förankringen.

Avslutning
1.\tÄr det något du vill tillägga?
"""
TALK = """\
Intervjuare: Välkommen! Då börjar vi. Hur länge har du jobbat som samordnare nu då?
Karin: Tre år. Hur skulle du beskriva ditt uppdrag?
Intervjuare: Mm. Och om du skulle beskriva uppdraget?
Karin: Det är att samordna.
Intervjuare: Vem var det som gav dig uppdraget?
Karin: Styrelsen.
Intervjuare: Okej. Hur ser då samverkan ut med kommunerna i området?
Karin: Bra.
Intervjuare: Den lokala förankringen, kan du berätta om den?
Karin: Den är svag.
Intervjuare: Ja, då har jag bara en sista fråga, är det någonting som du vill tillägga?
Karin: Nej.
"""


def transcript(text, **what):
    speeches = find(text)
    return Transcript(
        "A", text, "a", "", None, speeches, guess_speakers(text, speeches), (), **what
    )


def numbers(text, **what):
    return [question.number for question in guide.questions_in(transcript(text, **what))]


@pytest.fixture
def made():
    return Guide("G", guide.questions_in(transcript(GUIDE)))


def told(found, made, text):
    """The number of each question that was found, and the words that ask it."""
    return [(made.questions[one.question].number, text[one.start : one.end]) for one in found]


def test_numbers_letters_and_questions_are_read_under_their_headings(made):
    assert [(one.block, one.number) for one in made.questions] == [
        *(("Bakgrund", number) for number in ("1", "2", "2a", "2b")),
        *(("Samverkan", number) for number in ("1", "", "2")),
        ("Avslutning", "1"),
    ]


def test_a_question_goes_on_until_it_ends(made):
    assert made.questions[4].text == "Hur ser samverkan med kommunerna ut i ditt område?"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1. Vad är rollen?", "1"),
        ("12) Vad är rollen?", "12"),
        ("2.1 Vad är rollen?", "2.1"),
        ("3b. Vad är rollen?", "3b"),
        ("4\tVad är rollen?", "4"),
        ("Fråga 5: Vad är rollen?", "5"),
        ("Q6. What is the role?", "6"),
        ("**7.** Vad är rollen?", "7"),
        ("• Vad är rollen nu?", ""),
        ("Vad är rollen nu?", ""),
    ],
)
def test_a_number_is_known_in_many_forms(line, number):
    assert numbers(line) == [number]


@pytest.mark.parametrize("line", ["2020 var ett bra år", "- tid, pengar", "Tack!", "Varför?", "3."])
def test_other_lines_are_no_questions(line):
    assert numbers(line) == []


def test_a_numbered_heading_is_no_question():
    text = "1. Bakgrund\n1.1 Vem är du egentligen?\n2. Mål och roller\n1. Vad är målet?"
    assert numbers(text, headings=(Heading(38, 55, 1),)) == ["1.1", "1"]


def test_a_file_without_questions_is_no_guide(tmp_path):
    path = tmp_path / "Guide.txt"
    path.write_text("Vi talade om roller.\nDe är oklara.", encoding="utf-8")
    with pytest.raises(ImportRefused, match="no interview guide"):
        guide.read(path)


def test_questions_are_found_in_other_words_and_only_where_they_are_asked(made):
    assert told(in_transcript(made, transcript(TALK)), made, TALK) == [
        ("1", "Hur länge har du jobbat som samordnare nu då?"),
        ("2", "Och om du skulle beskriva uppdraget?"),
        ("2a", "Vem var det som gav dig uppdraget?"),
        ("1", "Hur ser då samverkan ut med kommunerna i området?"),
        ("2", "Den lokala förankringen, kan du berätta om den?"),
        ("1", "är det någonting som du vill tillägga?"),
    ]


def test_the_same_words_are_certain(made):
    found = Finder(made).find(TALK.replace("jobbat", "arbetat"), [Span(0, 90)])
    assert (found[0].question, found[0].score, found[0].is_sure) == (0, 1.0, True)


def test_a_question_out_of_order_must_fit_better(made):
    late = TALK + "Intervjuare: Hur länge har du arbetat som samordnare?\nKarin: Tre år.\n"
    found = in_transcript(made, transcript(late))
    assert [one.in_order for one in found] == [True] * 6 + [False]
    weak = late.replace("arbetat som samordnare", "haft det")
    assert [one.in_order for one in in_transcript(made, transcript(weak))] == [True] * 6


def test_a_talk_about_other_things_asks_nothing(made):
    text = "Moderator: Vad åt ni?\nIP1: Soppa.\nModerator: Var den god?\nIP1: Ja.\n" * 3
    assert in_transcript(made, transcript(text)) == ()


def test_notes_without_speakers_have_questions_on_lines_of_their_own(made):
    notes = "1. Hur länge har du arbetat som samordnare?\nHon har gjort det i tre år.\n"
    assert told(in_transcript(made, transcript(notes)), made, notes) == [
        ("1", "Hur länge har du arbetat som samordnare?")
    ]


def test_small_words_alone_find_nothing():
    made = Guide("G", (Question("1", "Varför?"), Question("2", "Hur är det då?")))
    text = "Intervjuare: Hur är du?\nKim: Bra.\nIntervjuare: Varför?\nKim: Så.\n"
    assert told(in_transcript(made, transcript(text)), made, text) == []


def test_questions_of_the_real_interviews_are_found_by_their_own_words(shared_data):
    path = shared_data / "coded-interviews" / "interview12.txt"
    found = importers.read(path)
    asking = {one.label for one in found.speakers if one.kind == "interviewer"}
    asked = [found.text[s.speech_start : s.end] for s in found.speeches if s.label in asking]
    asked = [words for words in asked if "?" in words and len(words.split()) > 6]
    made = Guide("G", tuple(Question(str(n), words) for n, words in enumerate(asked)))
    placed = {one.question for one in in_transcript(made, found) if one.is_sure}
    assert len(placed) >= 0.9 * len(asked) > 5


def test_a_long_file_with_many_blank_lines_is_read_soon(tmp_path):
    path = tmp_path / "guide.txt"
    path.write_text("1. Hur länge har du arbetat?\n" + "\n" * 60_000 + "2. Vad gör du?\n", "utf-8")
    begun = perf_counter()
    assert [one.number for one in guide.read(path).questions] == ["1", "2"]
    assert perf_counter() - begun < 5
