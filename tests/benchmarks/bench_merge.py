"""How long it takes to hand out, plan and merge: two evaluators, drifted texts, ten evaluators."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.model.anchoring import align
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import _code, _transcript, make_project

DOCUMENTS = 200
EVALUATORS = 10


def uncoded(bench: Bench) -> Path:
    return bench.once("uncoded.qualcode", partial(make_project, codings=0))


def copy_coded_by(bench: Bench, name: str, codings: int) -> Path:
    """A copy of the uncoded project in which one evaluator has coded every document."""
    source = uncoded(bench)

    def build(path: Path) -> None:
        shutil.copy(source, path)
        with Project.open(path) as project:
            coder = CoderId(add_coder(project, name).first("coders"))
            documents = [document.id for document in document_store.all_documents(project.db)]
            codes = [CodeId(code.id) for code in code_store.all_codes(project.db)]
            chance = random.Random(name)
            _code(project, coder, list(map(DocumentId, documents)), codes, codings, chance)

    return bench.once(f"{name}-{codings}.qualcode", build)


def ours_and_theirs(bench: Bench) -> tuple[Path, Path]:
    ours = shutil.copy(copy_coded_by(bench, "Cleo", 25_000), bench.fresh() / "ours.qualcode")
    return Path(ours), copy_coded_by(bench, "Dan", 25_000)


@benchmark("merge 25 000 codings into 25 000: plan and apply", size="200 documents", budget=1.5)
def two_evaluators(bench: Bench) -> None:
    ours, theirs = ours_and_theirs(bench)
    with Project.open(ours) as project:
        coder = first_coder(project)
        with bench.timed():
            done = merge(project, coder, [theirs])
        assert done.plan.counts["codings"].after == 50_000


@benchmark("show the plan of that merge", size="200 documents", budget=1)
def plan_alone(bench: Bench) -> None:
    ours, theirs = ours_and_theirs(bench)
    with Project.open(ours) as project, bench.timed():
        plan_merge(project, [theirs])


def merged_and_theirs(bench: Bench) -> tuple[Path, Path]:
    theirs = copy_coded_by(bench, "Dan", 25_000)

    def build(path: Path) -> None:
        shutil.copy(copy_coded_by(bench, "Cleo", 25_000), path)
        with Project.open(path) as project:
            merge(project, first_coder(project), [theirs])

    return bench.once("merged.qualcode", build), theirs


@benchmark("merge the same file again", size="25 000 codings into 50 000", budget=1)
def again(bench: Bench) -> None:
    merged, theirs = merged_and_theirs(bench)
    with Project.open(merged) as project, bench.timed():
        merge(project, first_coder(project), [theirs])


@benchmark("merge ten evaluators' codings", size="20 000 each, 200 documents", budget=15)
def ten_evaluators(bench: Bench) -> None:
    names = [f"Evaluator {number}" for number in range(EVALUATORS)]
    first, *others = [copy_coded_by(bench, name, 20_000) for name in names]
    ours = Path(shutil.copy(first, bench.fresh() / "ours.qualcode"))
    with Project.open(ours) as project, bench.timed():
        done = merge(project, first_coder(project), others)
    assert done.plan.counts["codings"].after == 200_000


MEMORY = """
from pathlib import Path
from qualcode.core.merge.apply import merge
from qualcode.core.project import Project
from qualcode.core.store import coders
with Project.open(Path(sys.argv[1])) as project:
    merge(project, coders.all_coders(project.db)[0].id, [Path(one) for one in sys.argv[2:]])
"""


@benchmark("memory for ten evaluators' codings", size="20 000 each", budget=400, unit="MB")
def memory(bench: Bench) -> float:
    names = [f"Evaluator {number}" for number in range(EVALUATORS)]
    first, *others = [copy_coded_by(bench, name, 20_000) for name in names]
    ours = Path(shutil.copy(first, bench.fresh() / "ours.qualcode"))
    return bench.peak_megabytes(MEMORY, ours, *others)


def first_coder(project: Project) -> CoderId:
    return CoderId(project.db.execute("SELECT id FROM coders ORDER BY id").fetchone()[0])


def drifted(text: str) -> str:
    """Spelling corrected, words put in and taken out, here and there."""
    chance = random.Random(3)
    words = text.split(" ")
    for at in range(0, len(words), 40):
        change: Callable[[str], str] = chance.choice(
            [lambda word: word + "s", lambda word: "eh " + word, lambda _word: "åh"]
        )
        words[at] = change(words[at])
    return " ".join(words)


@benchmark("align two drifted texts and place passages", size="200 000 characters, 2 000", budget=1)
def drift(bench: Bench) -> None:
    text = _transcript("Long", 200_000, random.Random(5)).text
    other = drifted(text)
    places = random.Random(6).sample(range(0, len(text) - 320, 5), 2000)
    with bench.timed():
        alignment = align(text, other)
        found = [alignment.carry(at, at + 200) for at in places]
    assert sum(place is not None for place in found) > 1990


@benchmark("merge a project with a drifted text", size="200 000 characters, 2 000", budget=2)
def drifted_project(bench: Bench) -> None:
    def build(path: Path, name: str, change: Callable[[str], str]) -> None:
        transcript = _transcript("Long", 200_000, random.Random(5))
        text = change(transcript.text)
        with Project.create(path) as project:
            coder = CoderId(add_coder(project, name).first("coders"))
            new = NewDocument(replace(transcript, text=text, speeches=(), speakers=()))
            document = import_documents(project, coder, [new]).first("documents")
            code = CodeId(create_code(project, coder, NewCode("Mandat")).first("codes"))
            _code(project, coder, [DocumentId(document)], [code], 2000, random.Random(name))

    ann = bench.once("ann-long.qualcode", partial(build, name="Ann", change=str))
    bo = bench.once("bo-long.qualcode", partial(build, name="Bo", change=drifted))
    ours = Path(shutil.copy(ann, bench.fresh() / "ours.qualcode"))
    with Project.open(ours) as project, bench.timed():
        done = merge(project, first_coder(project), [bo])
    assert done.plan.counts["codings"].after == 4000


@benchmark("hand out a project of 50 000 codings", size="200 documents", budget=3)
def handing_out(bench: Bench) -> None:
    merged, _theirs = merged_and_theirs(bench)
    own = Path(shutil.copy(merged, bench.fresh() / "own.qualcode"))
    with Project.open(own) as project, bench.timed():
        hand_out(project, own.with_name("copy.qualcode"), name="Fia")


@benchmark("merge an older copy into a newer one", size="25 000 codings into 50 000", budget=1.5)
def older_copy(bench: Bench) -> None:
    merged, theirs = merged_and_theirs(bench)

    def build(path: Path) -> None:
        own = Path(shutil.copy(merged, path.with_name("for-a-copy.qualcode")))
        with Project.open(own) as project:
            hand_out(project, path, name="Fia")

    newer = bench.once("newer.qualcode", build)
    copied = Path(shutil.copy(newer, bench.fresh() / "newer.qualcode"))
    with Project.open(copied) as project, bench.timed():
        assert merge(project, first_coder(project), [theirs]).plan.is_empty
