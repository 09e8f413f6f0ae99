import pytest

from qualcode.core.importers.guesses import guess_kind, guess_language


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Gruppintervju juni", "group-interview"),
        ("focus-group_2", "group-interview"),
        ("Workshop record October", "workshop"),
        ("Observation styrelsemöte", "observation"),
        ("Enkät öppna svar", "survey"),
        ("Intervju Almby", "interview"),
        ("process-evaluation-uppsala", "document"),
        ("Karin", "interview"),
    ],
)
def test_the_kind_is_what_the_name_speaks_of(title, kind):
    assert guess_kind(title) == kind


def test_the_examples_languages_are_told_apart(root):
    for path in (root / "resources" / "example").glob("*.txt"):
        expected = "en" if path.stem.startswith("Workshop") else "sv"
        assert guess_language(path.read_text(encoding="utf-8")) == expected


def test_real_texts_are_told_apart(shared_data):
    for path in (shared_data / "reports").glob("*.txt"):
        assert guess_language(path.read_text(encoding="utf-8")) == "sv"
    for path in (shared_data / "coded-interviews").glob("*.txt"):
        assert guess_language(path.read_text(encoding="utf-8")) == "en"


@pytest.mark.parametrize("text", ["", "Almby, Sjövik", "Hyvää päivää kaikille", "1 2 3"])
def test_too_few_words_tell_nothing(text):
    assert guess_language(text) is None
