"""What is installed works as what is checked out does."""

import subprocess
import sys
import venv
from zipfile import ZipFile

import pytest

from tools.environment import WINDOWS

ASK = """
from qualcode.core import paths, translate
translate.set_language("sv")
translate._("x")
print(paths.resource("translations", "sv.mo"))
assert paths.resource("fonts", "OFL.txt").is_file()
assert paths.resource("licences", "THIRD-PARTY.txt").is_file()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, request):
    """Built from the sources as they are, without isolation: nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=request.config.rootpath, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_a_wheel_holds_every_resource(wheel, root):
    files = [p for p in (root / "resources").rglob("*") if p.is_file()]
    expected = {f"qualcode/{p.relative_to(root).as_posix()}" for p in files}
    with ZipFile(wheel) as archive:
        assert expected <= set(archive.namelist())


@pytest.mark.slow
def test_an_installed_wheel_finds_its_resources(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts/python.exe" if WINDOWS else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    subprocess.run([*pip, "--no-index", "--quiet", wheel], check=True, capture_output=True)
    ended = subprocess.run([python, "-c", ASK], cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert str(tmp_path / "env") in ended.stdout
