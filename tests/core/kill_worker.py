"""A program that works in a project until it is killed; run as ``python -m tests.core.kill_worker``.

It imports everything once and then forks a worker for each line on its standard input, a project's
path, a log's and a number. It answers with the worker's process id, and when that has ended, with
another line. The worker writes to the log what the project holds after each finished operation.
"""

import hashlib
import os
import sys
from pathlib import Path
from random import Random

from qualcode.core.model import Segment
from qualcode.core.operations.passages import new_coding, new_segment, trim
from qualcode.core.project import Project
from qualcode.core.store import coders, codes, documents
from tests.core.random_work import Work
from tests.core.tables import contents

MANY = 3000
HOW_OFTEN_MANY = 0.06
HOW_OFTEN_CLOSED = 0.1


def digest(project: Project) -> str:
    """What the project holds, in a few letters."""
    return hashlib.sha256(repr(contents(project.db)).encode()).hexdigest()


def work(path: Path, log: Path, seed: int) -> None:
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    random = Random(seed)
    project = Project.open(path)
    coder = coders.all_coders(project.db)[0].id
    while True:
        os.write(out, f"{digest(project)}\n".encode())
        chance = random.random()
        if chance < HOW_OFTEN_MANY:
            mark_many(project, coder, random)
        elif chance < HOW_OFTEN_CLOSED:
            project.close()
            project = Project.open(path)
        else:
            Work(project, coder, random).step()


def mark_many(project, coder, random):
    """One operation that takes long enough to be killed in."""
    found = documents.all_documents(project.db)
    code_ids = [code.id for code in codes.all_codes(project.db)]
    if not found or not code_ids:
        return
    document = random.choice(found)
    text = documents.text(project.db, document.id)
    with project.operation(coder, "code_from_sheet") as running:
        taken = {(one.start, one.end) for one in segments_of(project, document.id, coder)}
        new: list[Segment] = []
        for start in range(len(text)):
            for end in range(start + 1, len(text)):
                span = trim(text, start, end)
                if span and span not in taken and len(new) < MANY:
                    taken.add(span)
                    new.append(
                        new_segment(running, document.id, text, span, coder_id=running.coder_id)
                    )
        running.insert_many("segments", new)
        running.insert_many(
            "codings", [new_coding(running, one.id, random.choice(code_ids)) for one in new]
        )


def segments_of(project, document_id, coder):
    from qualcode.core.store import codings

    return [one for one in codings.segments_in(project.db, document_id) if one.coder_id == coder]


def serve() -> None:
    for line in sys.stdin:
        path, log, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            work(Path(path), Path(log), int(seed))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    serve()
