import subprocess
import sys

import pytest

RUN = """
import sys
from qualcode.cli.main import main
main(sys.argv[1:])
sys.exit("numpy" in sys.modules)
"""


@pytest.mark.parametrize(("command", "imported"), [("check", 0), ("list", 0), ("agreement", 1)])
def test_numpy_is_imported_only_when_evaluators_are_compared(command, imported, project):
    project.close()
    words = [command, project.path, *(["coders"] if command == "list" else [])]
    ended = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, check=False)
    assert ended.returncode == imported, ended.stderr
