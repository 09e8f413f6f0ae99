"""What is proposed as a name."""

from qualcode.core.analysis.name_proposals import propose_names
from qualcode.core.operations import importing
from tests.core.whole import transcript

TEXT = (
    "Intervjuare: Vem är med?\n"
    "Karin Ek: Jag träffade Leif Andersson i Uppsala. Mandatet är oklart.\n"
    "Intervjuare: Och Leif Andersson, vad sa Försäkringskassan?\n"
    "Karin Ek: Att Uppsala och Försäkringskassan har mandatet. Mandatet igen, sa Leif. Sa Leifs chef."
)


def proposed(whole, *documents):
    return {one.words: one for one in propose_names(whole.project.db, documents or None)}


def imported(whole):
    new = importing.NewDocument(transcript("Karin", TEXT))
    return importing.import_documents(whole.project, whole.anna, [new]).first("documents")


def test_real_names_come_first_with_the_pseudonym_in_brackets(whole):
    found = propose_names(whole.project.db)
    assert (found[0].words, found[0].sort, found[0].put) == ("Eva Berg", "person", "[Samordnare 1]")
    assert {"Eva", "Berg"} <= {one.words for one in found if one.sort == "person"}


def test_labels_that_are_names_are_proposed_and_others_are_not(whole):
    found = proposed(whole, imported(whole))
    assert found["Karin Ek"].sort == "label"
    assert "Intervjuare" not in found
    assert "IP1" not in found


def test_capitalised_words_that_come_again_within_sentences_are_proposed(whole):
    found = proposed(whole, imported(whole))
    words = {name for name, one in found.items() if one.sort == "word"}
    assert {"Leif Andersson", "Uppsala", "Försäkringskassan"} <= words
    assert found["Uppsala"].count == 2


def test_words_that_only_begin_sentences_are_not(whole):
    found = proposed(whole, imported(whole))
    assert not {"Mandatet", "Vem", "Och", "Jag", "Att"} & set(found)
