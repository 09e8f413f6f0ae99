"""Whoever was corrected as the one who speaks, and whatever was chosen at places of the text, it comes
to the same in whatever order files are merged."""

from contextlib import suppress
from itertools import permutations
from random import Random

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_choices import choose
from tests.core.merge.random_texts import evaluator, taken_in
from tests.core.merge.scripted import START
from tests.core.tables import broken_rules
from tests.core.whole import transcript


def begin(path, random):
    """A project with one interview, of which no word is there twice."""
    lines = []
    for number in range(6):
        who = random.choice(["I", "Eva", "Bo"])
        words = (f"ord{number}x{word}" for word in range(random.randint(1, 5)))
        lines.append(f"{who}: {' '.join(words)}")
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        import_documents(project, anna, [NewDocument(transcript("S", "\n".join(lines), ()))])
        create_code(project, anna, NewCode("K"))


def work(path, random, letter):
    """Correct lines and who speaks them, and code words."""
    with Project.open(path) as project:
        for step in range(random.randint(1, 4)):
            (document,) = documents_store.all_documents(project.db)
            text = documents_store.text(project.db, document.id)
            lines = corrected(text.split("\n"), random, f"{letter}{step}")
            with suppress(Refused):
                if lines is None:
                    code(project, document.id, text, random)
                else:
                    correct_text(project, evaluator(project), document.id, "\n".join(lines))
        assert broken_rules(project.db) == check(project) == []


def corrected(lines, random, word):
    """The lines with one of them otherwise; None if they are to stay."""
    at, kind = random.randrange(len(lines)), random.randrange(6)
    if kind == 0:
        lines[at] = f"{random.choice(['Karin', 'Sara', 'I'])}: {lines[at].partition(': ')[2]}"
    elif kind == 1:
        lines[at] = lines[at].replace("x", word, 1)
    elif kind == 2:
        lines[at] = lines[at].replace(" ", "\nEva: ", 2).replace(":\nEva: ", ": ")
    elif kind == 3 and len(lines) > 2:
        del lines[at]
    elif kind == 4:
        lines[at] = f"{lines[at].partition(': ')[0]}: {word}"
    else:
        return None
    return lines


def code(project, document_id, text, random):
    start = random.randrange(len(text) - 3)
    end = min(len(text), start + random.randint(2, 15))
    (found,) = project.db.execute("SELECT id FROM codes").fetchone()
    code_passage(project, evaluator(project), document_id, start, end, [found])


@pytest.mark.parametrize("seed", [3, 8])  # 8: a turn that one deleted lay where the first had it
def test_who_speaks_comes_to_the_same_in_every_order(seed, tmp_path, script):
    random = Random(seed)
    script.begin(START, seed)
    base = tmp_path / "base.qualcode"
    begin(base, random)
    copies = [copy(base, name) for name in "abc"]
    for number, path in enumerate(copies):
        script.begin(START + 100_000 + random.randrange(200), seed * 10 + number)
        work(path, random, "qwz"[number])
    for number, (first, second) in enumerate(((0, 1), (2, 1))):
        script.begin(START + 10_000_000 + 1000 * number, seed * 10 + 5 + number)
        choose(copies, first, second, random)
    script.milliseconds += 10_000_000
    results = []
    for number, order in enumerate(random.sample(list(permutations(copies)), 4)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        results.append(shown(target))
        assert results[-1] == results[0]
