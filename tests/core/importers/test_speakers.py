import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers.speakers import find, guess_speakers


def turns(text: str) -> list[tuple[str, str]]:
    """Label and speech of each proposed turn."""
    return [(speech.label, text[speech.speech_start : speech.end]) for speech in find(text)]


def labels(text: str) -> list[str]:
    return [speech.label for speech in find(text)]


def kinds(text: str) -> dict[str, str]:
    return {guess.label: guess.kind for guess in guess_speakers(text, find(text))}


def dialogue(*names: str, colon: str = ":") -> str:
    return "\n".join(f"{name}{colon} Ja, det kan man väl säga." for name in names)


TALK = """Gruppintervju, våren 2017

Intervjuare: Hur är det med mandatet?

IP1: Jo, det är
oklart: vem bestämmer?

Fortsättning i nytt stycke.

IP2: 🙂 Jag håller med ❤️.

IP1: Mm.
"""


def test_turns_go_from_label_to_label_over_lines_and_paragraphs() -> None:
    assert turns(TALK) == [
        ("Intervjuare", "Hur är det med mandatet?"),
        ("IP1", "Jo, det är\noklart: vem bestämmer?\n\nFortsättning i nytt stycke."),
        ("IP2", "🙂 Jag håller med ❤️."),
        ("IP1", "Mm."),
    ]


def test_positions_count_code_points_and_include_the_label() -> None:
    third = find(TALK)[2]
    assert TALK[third.start : third.end] == "IP2: 🙂 Jag håller med ❤️."


def test_text_before_the_first_label_is_in_no_turn() -> None:
    assert find(TALK)[0].start == TALK.index("Intervjuare:")


@pytest.mark.parametrize(
    "text", ["", "\n", "Hej.", "Ett stycke utan talare.\n\nOch ett till: med kolon.\n"]
)
def test_a_text_without_labels_has_no_turns(text: str) -> None:
    assert find(text) == ()


def test_two_short_turns_are_enough() -> None:
    assert labels("Anna: Hej.\nBo: Hej på dig.") == ["Anna", "Bo"]
    assert labels("Anna: Hej.\nAnna: Är du där?") == ["Anna", "Anna"]


@pytest.mark.parametrize(
    "label",
    [
        "Interviewer 1", "Intervjuare", "I", "R", "IP1", "R2", "Deltagare 2", "Anna", "Per-Olof",
        "Anna S", "Anna von Sydow", "Dr. Ek", "Åsa", "KARIN", "Speaker 1", "Koordinator norr",
        "Anna (samordnare)", "F", "SK2", "interviewee", "ip 3", "Anna/Bo",
    ],
)  # fmt: skip
def test_labels_of_many_kinds(label: str) -> None:
    text = dialogue(label, "Eva", label, "Eva")
    assert labels(text) == [label, "Eva", label, "Eva"]


def test_a_phrase_in_small_letters_is_a_label_when_it_comes_often() -> None:
    assert "Man längst bak" in labels(dialogue(*["Eva", "Man längst bak"] * 4))
    assert "Det enda jag vet" not in labels(dialogue("Eva", "Bo", "Eva", "Bo", "Det enda jag vet"))


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/a: en sida",
        "SK:s roll är oklar",
        "Kl 12:30 började mötet",
        "Det jag tänker är så här: ingen vet",
        "Exempel: en kommun",
        "Datum: 3 maj 2017",
        "- Bo: i en lista",
        "”Bo: så sa han”",
        "1. Bo: numrerad",
        "Vad menar du? Jo: detta",
    ],
)
def test_other_lines_with_colons_are_no_turns(line: str) -> None:
    text = dialogue("Eva", "Ali", "Eva", "Ali") + f"\n{line}\n{line}\n" + dialogue("Eva")
    assert set(labels(text)) == {"Eva", "Ali"}


def test_no_space_is_needed_after_a_label_but_endings_of_abbreviations_are_known() -> None:
    text = "Bo:jo men visst.\nLG:Nej.\nBo:Jaså.\nLG:s roll, alltså.\nLG:erna också.\nLG:ja."
    assert labels(text) == ["Bo", "LG", "Bo", "LG"]


def test_one_who_speaks_once_among_others_has_a_turn() -> None:
    assert labels(dialogue("Eva", "Ali", "Eva", "Ali", "Bo", "Eva"))[4] == "Bo"


def test_a_welcome_said_once_is_a_turn_and_a_field_of_the_heading_is_none() -> None:
    text = "Moderator: Eva Ek\nDeltagare: Anna, Bo\n\n" + dialogue("Anna", "Bo", "Anna", "Bo")
    assert labels(text) == ["Anna", "Bo", "Anna", "Bo"]
    welcome = "Moderator: Välkomna hit allihop, ska vi börja?\n"
    assert labels(welcome + dialogue("Anna", "Bo", "Anna", "Bo"))[0] == "Moderator"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Anna: [00:12:31] Ja.", "[00:12:31]"),
        ("[00:12:31] Anna: Ja.", "[00:12:31]"),
        ("#00:12:31-4# Anna: Ja.", "#00:12:31-4#"),
        ("Anna (12:31): Ja.", "(12:31)"),
        ("00:12:31 Anna: Ja.", "00:12:31"),
        ("Anna 00:12:31: Ja.", "00:12:31"),
        ("[0:12:31.5] - Anna: Ja.", "[0:12:31.5]"),
    ],
)
def test_time_codes_belong_to_the_turn_and_not_to_what_is_said(line: str, code: str) -> None:
    text = f"{dialogue('Anna', 'Bo')}\n{line}\n{dialogue('Bo')}"
    speech = find(text)[2]
    assert text[speech.start : speech.end] == line
    assert (speech.label, speech.time_code) == ("Anna", code)
    assert text[speech.speech_start : speech.end] == "Ja."


def test_a_time_code_on_the_line_before_belongs_to_the_turn() -> None:
    text = "[0:01]\nAnna: Ja.\n\n[0:10]\n\nBo: Nej.\n[0:20]\nAnna: Jo."
    assert turns(text) == [("Anna", "Ja."), ("Bo", "Nej."), ("Anna", "Jo.")]
    assert [speech.time_code for speech in find(text)] == ["[0:01]", "[0:10]", "[0:20]"]
    assert text[find(text)[1].start :].startswith("[0:10]")


def test_a_time_code_on_the_line_after_a_name_is_not_said() -> None:
    text = "Anna Ek\n0:03\nHej och välkommen.\n\nBo Al\n0:12\nTack.\n\nAnna Ek\n0:14\nKul."
    assert turns(text) == [
        ("Anna Ek", "Hej och välkommen."),
        ("Bo Al", "Tack."),
        ("Anna Ek", "Kul."),
    ]
    assert [speech.time_code for speech in find(text)] == ["0:03", "0:12", "0:14"]


def test_an_interviewer_alone_leaves_the_answers_to_the_respondent() -> None:
    assert find("I: Hur då?\nI: Varför?\nI: Jaså?") == ()


@pytest.mark.parametrize("label", ["**Anna:**", "**Anna**:", "*Anna:*", "__Anna:__", "__Anna__:"])
def test_bold_labels_of_markdown_lose_their_marks_and_the_text_keeps_them(label: str) -> None:
    text = f"{label} Ja.\n\n**Bo:** Nej.\n\n{label} Jo."
    assert turns(text) == [("Anna", "Ja."), ("Bo", "Nej."), ("Anna", "Jo.")]
    assert text[find(text)[0].start :].startswith(label)


def test_a_label_may_stand_over_its_speech() -> None:
    assert turns("Anna:\nJa.\n\nBo:\nNej.\n\nAnna:\nJo.") == [
        ("Anna", "Ja."),
        ("Bo", "Nej."),
        ("Anna", "Jo."),
    ]


def test_a_label_with_nothing_said_is_in_no_turn() -> None:
    text = "Anna: Ja.\nBo:\nAnna: Är du där?\nBo: Ja.\nAnna:"
    assert turns(text) == [("Anna", "Ja."), ("Anna", "Är du där?"), ("Bo", "Ja.")]


def test_the_same_label_in_other_letters_is_one_speaker() -> None:
    assert labels(dialogue("Anna", "Bo", "ANNA", "Bo")) == ["Anna", "Bo", "Anna", "Bo"]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("after", ["\n", "\n\n"])
def test_names_on_lines_of_their_own(between: str, after: str) -> None:
    said = [("Anna Ek", "Jag tror på det."), ("Intervjuare", "Hur då?"), ("Anna Ek", "Så här.")]
    text = between.join(f"{name}{after}{speech}" for name, speech in said)
    assert turns(text) == said


@pytest.mark.parametrize("name", ["**Anna Ek**", "### Anna Ek", "Anna Ek  0:12", "[00:12] Anna Ek"])
def test_names_on_lines_of_their_own_with_marks_and_time_codes(name: str) -> None:
    text = f"{name}\nJag tror på det.\n\nBo\nHur då?\n\n{name}\nSå här."
    assert labels(text) == ["Anna Ek", "Bo", "Anna Ek"]


def test_headings_that_come_again_are_no_speakers() -> None:
    chapter = "Bakgrund\n\nDet började 2016.\n\nResultat\n\nDet gick bra.\n\n"
    assert find(chapter * 3) == ()


def test_a_report_with_labels_far_apart_has_no_speakers() -> None:
    page = "Samverkan är svårt att mäta. " * 200
    assert find("\n\n".join([f"Sammanhang: {page}", f"Resonemang: {page}"] * 3)) == ()


def test_long_answers_after_an_interviewer_are_turns() -> None:
    answer = "Samverkan är svårt att mäta. " * 200
    text = "\n\n".join(["Intervjuare: Hur då?", f"Anna: {answer}"] * 3)
    assert len(find(text)) == 6


@pytest.mark.parametrize(
    ("names", "interviewers"),
    [
        (["Intervjuare", "Anna"], {"Intervjuare"}),
        (["Interviewer 1", "Interviewer 2", "Interviewee"], {"Interviewer 1", "Interviewer 2"}),
        (["I", "R"], {"I"}),
        (["F", "IP1", "IP2"], {"F"}),
        (["Moderator", "I1", "I2"], {"Moderator"}),
        (["Utvärderare", "Deltagare 1"], {"Utvärderare"}),
        (["Samtalsledare", "Karin"], {"Samtalsledare"}),
        (["Facilitator", "Group"], {"Facilitator"}),
        (["Anna", "Bo"], set()),
    ],
)
def test_interviewers_are_known_by_their_labels(names: list[str], interviewers: set[str]) -> None:
    found = kinds(dialogue(*names, *names))
    assert {label for label, kind in found.items() if kind == "interviewer"} == interviewers


def test_somebody_was_interviewed_though_all_have_an_interviewer_s_letter() -> None:
    text = "I1: Nå?\nI2: Jo, det är en lång historia.\nI1: Ja?\nI2: Mycket lång, faktiskt."
    assert kinds(text) == {"I1": "interviewer", "I2": "respondent"}


@pytest.mark.parametrize(
    ("label", "is_name"),
    [
        ("Anna", True), ("Anna Ek", True), ("Dr. Ek", True), ("IP1", False), ("R", False),
        ("Deltagare 2", False), ("Intervjuare", False), ("Speaker 3", False),
        ("Koordinator norr", False), ("Respondent A", False), ("SK2", False), ("Bo", True),
        ("Deltagare Karin", True), ("IP1 (Karin)", True), ("ALI", True), ("AK", True),
        ("IP", False), ("Karin2", True), ("Intervjuare Ek", True), ("Board chair", True),
    ],
)  # fmt: skip
def test_names_are_told_from_labels_that_point_nobody_out(label: str, is_name: bool) -> None:
    text = dialogue(*[label, "Eva"] * 4)
    guess = guess_speakers(text, find(text))[0]
    assert (guess.label, guess.is_name, guess.turns) == (label, is_name, 4)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Anna", "IP1", "Intervjuare", "", "Och så"]),
            st.sampled_from([":", ": ", "", "\n", " [00:12]: "]),
            st.text("aå ❤️\n:\u2028\u00a0\t.🙂", max_size=12),
        ),
        max_size=20,
    )
)
def test_turns_are_in_order_apart_and_without_outer_white_space(
    pieces: list[tuple[str, str, str]],
) -> None:
    text = "\n".join("".join(piece) for piece in pieces)
    last = 0
    for speech in find(text):
        assert last <= speech.start < speech.speech_start < speech.end <= len(text)
        for span in (text[speech.start : speech.end], text[speech.speech_start : speech.end]):
            assert span == span.strip()
            assert span
        last = speech.end


@pytest.mark.parametrize("number", [12, 30, 40])
def test_all_speakers_of_real_interviews_are_found(shared_data: Path, number: int) -> None:
    path = shared_data / "coded-interviews" / f"interview{number}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for text in (data["text"], *(copy["text"] for copy in data["other_text"].values())):
        written = [line.split(":")[0] for line in text.split("\n") if line.startswith("Interview")]
        assert labels(text) == written
        assert kinds(text)["Interviewee"] == "respondent"
        assert kinds(text)["Interviewer 1"] == "interviewer"


@pytest.mark.parametrize("name", ["process-evaluation-uppsala", "learning-evaluation-skane"])
def test_real_reports_have_no_speakers(shared_data: Path, name: str) -> None:
    text = (shared_data / "reports" / f"{name}.txt").read_text(encoding="utf-8")
    assert find(text) == ()


def test_a_text_of_two_million_characters_takes_little_time() -> None:
    text = dialogue(*["Anna", "Bo"] * 30_000)
    assert len(find(text)) == 60_000
    assert find("a" * 2_000_000 + ":" * 2_000_000) == ()


def test_names_with_a_clock_need_no_sentence_before_them() -> None:
    text = "Möte\nEva Ek started transcription\nAnna Berg   0:03\nHej\nBo Ek   0:09\nJa\nmen\nAnna Berg   1:00:12\nNej"
    found = [(s.label, s.time_code, text[s.speech_start : s.end]) for s in find(text)]
    assert found == [
        ("Anna Berg", "0:03", "Hej"),
        ("Bo Ek", "0:09", "Ja\nmen"),
        ("Anna Berg", "1:00:12", "Nej"),
    ]


def test_times_from_and_to_above_a_name_belong_to_it() -> None:
    text = "0:0:5.100 --> 0:0:8.250\nAnna Berg\nHej\n\n0:0:9.0 --> 0:0:9.5\nBo Ek\nJa\n\n0:1:0.1 --> 0:1:1.2\nAnna Berg\nNej"
    assert [(s.label, s.time_code) for s in find(text)] == [
        ("Anna Berg", "0:0:5.100"),
        ("Bo Ek", "0:0:9.0"),
        ("Anna Berg", "0:1:0.1"),
    ]


def test_a_time_code_of_f4_at_the_end_of_a_turn_is_when_the_next_begins() -> None:
    text = "I: Hur är det? #00:00:12-3#\nB: Bra. #00:00:15-0#\nI: Jaha. #00:00:16-1#"
    assert [s.time_code for s in find(text)] == [None, "#00:00:12-3#", "#00:00:15-0#"]


def test_labels_may_stand_in_brackets() -> None:
    text = "[SPEAKER_00]: Hej.\n[SPEAKER_01]: Ja.\n[skratt]: nej\n[SPEAKER_00]: Nej."
    speeches = find(text)
    assert [s.label for s in speeches] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]
    assert not any(guess.is_name for guess in guess_speakers(text, speeches))


def test_many_blank_lines_are_read_as_soon_as_others() -> None:
    talk = "".join(
        f"Karin: Fråga {n} om samverkan.\nBo: Svar {n} på frågan.\n" for n in range(2000)
    )
    begun = perf_counter()
    assert turns(f"{talk}Karin: Jaså." + " \n" * 25_000 + "Hm.\nBo: Nej.")[-1] == ("Bo", "Nej.")
    assert perf_counter() - begun < 5
