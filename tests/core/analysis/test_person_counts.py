from qualcode.core.analysis.person_counts import person_counts
from tests.core.material import Material

TEXT = "I: How is it?\nAnna: Good, and bad too.\nBo: Bad."


def test_a_passage_counts_for_each_respondent_whose_words_it_touches(tmp_path):
    material = Material(tmp_path)
    material.document("Talk", TEXT)
    for code in ("Good", "Bad"):
        material.code(code)
        material.mark(code, "bad too.\nBo: Bad")
    material.mark("Good", "Good", by="Maria Berg")
    material.mark("Good", "How is it?")
    with material.project as project:
        assert person_counts(project.db) == {
            material.person("Anna"): 2,
            material.person("Bo"): 1,
        }
