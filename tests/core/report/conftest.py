import pytest

from qualcode.core.operations.board_codes import lay_out_codebook
from tests.core.material import Material

TEXT = (
    "I: What do you do?\n"
    'Karin: We meet and talk, "often" as we say.\n'
    "IP2: We never <meet> & never *did*.\n"
    "IP3: I do not know."
)


@pytest.fixture
def material(tmp_path):
    """A group interview, two categories with a sub-category, and one that nobody mentions."""
    made = Material(tmp_path)
    made.document("Group", TEXT, kind="group-interview")
    made.describe("Karin", role="Coordinator", group="Local")
    made.describe("IP2", role=None, group="Board")
    made.code("Meetings", definition="When people meet.")
    made.code("Seldom", "Meetings")
    made.code("Money")
    made.mark("Meetings", 'We meet and talk, "often"')
    made.mark("Seldom", "We never <meet> & never *did*.", by="Mikael Berg", comment="Sure?")
    lay_out_codebook(made.project, made.someone, "Workshop")
    yield made
    made.project.close()
