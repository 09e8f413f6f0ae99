"""What a package is made of: the icon in every form, and what Debian is told."""

import importlib.util
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest


@pytest.fixture
def part(root, monkeypatch):
    """A module of packaging/, which is no package: that would hide the library of its name."""

    def load(name):
        path = root / "packaging" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(f"of_packaging_{name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def icons(part, qapp, root, tmp_path):
    part("icons").write(root / "resources" / "icons" / "app.svg", tmp_path)
    return tmp_path


def test_the_icon_is_drawn_at_every_size(icons, part):
    for size in part("icons").SIZES:
        data = (icons / f"qualcode-{size}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)
        (length,) = struct.unpack(">I", data[data.index(b"IDAT") - 4 :][:4])
        first = data.index(b"IDAT") + 4
        assert any(zlib.decompressobj().decompress(data[first : first + length]))


def test_windows_and_macos_find_the_pictures_in_their_files(icons):
    ico = (icons / "qualcode.ico").read_bytes()
    _reserved, kind, count = struct.unpack("<HHH", ico[:6])
    assert (kind, count) == (1, 7)
    for number in range(count):
        size, offset = struct.unpack("<II", ico[6 + 16 * number + 8 : 6 + 16 * number + 16])
        assert ico[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
        assert offset + size <= len(ico)
    icns = (icons / "qualcode.icns").read_bytes()
    assert icns[:4] == b"icns" and struct.unpack(">I", icns[4:8])[0] == len(icns)


def test_the_package_has_the_program_s_version(part):
    import qualcode

    assert part("deb").version().replace("~", ".") == qualcode.__version__


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="not a Debian system")
def test_a_debian_package_holds_the_program_its_menu_entry_and_its_file_type(icons, part, tmp_path):
    folder = tmp_path / "built"
    folder.mkdir()
    program = folder / "qualcode"
    program.write_text("#!/bin/sh\n", "utf-8")
    package = part("deb").build(folder, icons, tmp_path / "work", tmp_path)
    listed = subprocess.run(
        ["dpkg-deb", "--contents", package], check=True, capture_output=True, text=True
    ).stdout
    for place in (
        "./usr/bin/qualcode -> ../lib/qualcode/qualcode",
        "./usr/lib/qualcode/qualcode",
        "./usr/share/applications/qualcode.desktop",
        "./usr/share/mime/packages/qualcode.xml",
        "./usr/share/icons/hicolor/256x256/apps/qualcode.png",
        "./usr/share/doc/qualcode/THIRD-PARTY.txt",
    ):
        assert place in listed
    assert "-rwxr-xr-x root/root" in next(
        line for line in listed.splitlines() if line.endswith("./usr/lib/qualcode/qualcode")
    )


def test_the_packaged_program_begins_as_its_reader_where_it_is_asked_to(root):
    entry = Path(root, "packaging", "entry.py").read_text("utf-8")
    assert entry.index("serve_if_asked()  #") < entry.index("from qualcode.cli.main")
    ended = subprocess.run(
        [sys.executable, root / "packaging" / "entry.py", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": ""},
    )
    assert ended.stdout.strip()
