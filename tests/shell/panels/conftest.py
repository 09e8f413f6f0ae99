"""A drawer on a small project, shown, beside nothing else."""

import pytest

from qualcode.shell.chosen import Chosen
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr.\nIP2: Vi har olika roller."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", TEXT)
    made.document("Intervju Almby", "IP3: Det är klart.")
    made.code("Mandat")
    made.code("Roller")
    made.mark("Mandat", "Det är oklart", by="Mikael Berg")
    yield made
    made.project.close()


@pytest.fixture
def chosen(session):
    return Chosen(session)


@pytest.fixture
def show(qtbot, session, made, chosen):
    """Makes a drawer and shows it as the window does."""
    shown = []

    def show(kind):
        session.open(made.project)
        drawer = kind(session, chosen)
        drawer.resize(380, 700)
        drawer.show()
        qtbot.waitExposed(drawer)
        drawer.activateWindow()
        drawer.came()
        shown.append(drawer)
        return drawer

    yield show
    session.close()
    for drawer in shown:
        drawer.close()
        drawer.deleteLater()
    chosen.deleteLater()
