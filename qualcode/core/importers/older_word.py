"""Older Word documents (`.doc`), by way of LibreOffice if it is installed.

It turns them into `.docx` in a folder of their own, which nobody else can read and which is gone
afterwards, with its settings; it fetches nothing and runs no macros. What is named `.doc` and is
something else, as web programs make them, is read as what it is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import docx, rtf, web_page
from qualcode.core.importers.archive import locked
from qualcode.core.importers.transcript import Reading
from qualcode.core.translate import _

# LibreOffice takes two to five seconds; on a slow disk its first start takes twenty.
SECONDS: Final = 60
MAX_BYTES: Final = 128 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED: Final = b"PK\x03\x04"
_SECTOR = 512
_WORD_MARK = b"\xec\xa5"
_FLAGS, _LOCKED = 0x0A, 0x01
_HEAD_BYTES = 1024
# No macros, no links or pictures from elsewhere, and for whatever tries nevertheless a proxy that
# is not there.
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Save/Document", "WarnAlienFormat", "false"),
    ("Writer/Content/Update", "Link", "0"),
)
_PROXY: Final = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
)


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """Raises ImportRefused for what is no such document, or without LibreOffice."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(_failed(file_name))
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if head.startswith(_PACKED):
        return docx.read(file, file_name)
    if head.lstrip().startswith(b"{\\rtf"):
        return rtf.read(file, file_name)
    if b"<html" in head.lower():
        return web_page.read(file, file_name, encoding)
    if not head.startswith(_OLE):
        raise ImportRefused(_not_word(file_name))
    data = file.read()
    if _is_locked(data):
        raise ImportRefused(locked(file_name))
    return _converted(data, file_name)


def libreoffice() -> str | None:
    """Where LibreOffice is, if it is installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder, "LibreOffice", "program", "soffice.com")


def _converted(data: bytes, file_name: str) -> Reading:
    program = libreoffice()
    if program is None:
        raise ImportRefused(_without_libreoffice(file_name))
    with tempfile.TemporaryDirectory(prefix="qualcode-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source = folder / "document.doc"  # the real name may be somebody's
        source.write_bytes(data)
        _write_settings(folder / "profile" / "user")
        _run(_command(program, folder, source), folder, file_name)
        try:
            with (folder / "out" / "document.docx").open("rb") as converted:
                reading = docx.read(converted, file_name)
        except OSError as error:
            raise ImportRefused(_failed(file_name)) from error
    return replace(reading, notes=(_("The document was read by LibreOffice."), *reading.notes))


def _command(program: str, folder: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nologo",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _run(command: list[str], folder: Path, file_name: str) -> None:
    """Its temporary files go into the folder too."""
    home = {name: str(folder) for name in ("HOME", "TMPDIR", "TMP", "TEMP", "USERPROFILE")}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **home},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ImportRefused(_without_libreoffice(file_name)) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(_failed(file_name)) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and those that it started, if they are still there."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = [(f"Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [("Inet/Settings", name, value) for name, value in _PROXY]
    lines = (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in items
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        + "\n".join(lines)
        + "\n</oor:items>\n",
        encoding="utf-8",
    )


def _is_locked(data: bytes) -> bool:
    """Whether Word's own head, which begins a sector, says that the text is encrypted."""
    for at in range(_SECTOR, len(data) - _SECTOR, _SECTOR):
        if data[at : at + 2] == _WORD_MARK:
            return bool(data[at + _FLAGS + 1] & _LOCKED)
    return "EncryptedPackage".encode("utf-16-le") in data


def _without_libreoffice(file_name: str) -> str:
    return _(
        "“{file}” is an older Word document, which can only be read if LibreOffice is installed. "
        "Or open it in Word and save it as .docx."
    ).format(file=file_name)


def _failed(file_name: str) -> str:
    return _(
        "“{file}” could not be read by LibreOffice; it may be damaged. Open it in Word and save it "
        "as .docx."
    ).format(file=file_name)


def _not_word(file_name: str) -> str:
    return _(
        "“{file}” is not a Word document, whatever its name says. Open it in the program it comes "
        "from, and save it as .docx or as plain text."
    ).format(file=file_name)
