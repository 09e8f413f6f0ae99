"""Files that are other versions of transcripts that are there."""

from qualcode.core.analysis.versions import version_of
from tests.core.whole import EVA, transcript


def found(whole, title, text):
    return version_of(whole.project.db, transcript(title, text))


def test_a_corrected_text_is_another_version_whatever_it_is_called(whole):
    text = EVA.replace("otydligt mandat", "oklart mandat").replace("svag", "mycket svag")
    assert found(whole, "Ny fil", text) == whole.eva


def test_the_very_same_text_is_none(whole):
    assert found(whole, "Eva", EVA) is None


def test_another_interview_of_the_same_name_is_none(whole):
    text = "Intervjuare: Hur länge?\nBo: Helt andra svar på allt, och inget av det sagda hit.\n" * 2
    assert found(whole, "Eva", text) is None
