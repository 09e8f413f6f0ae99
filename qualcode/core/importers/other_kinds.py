"""What lies beside transcripts in people's folders, and what can be done with it."""

from __future__ import annotations

from typing import Final

from qualcode.core.translate import N_, _

_SAID: Final = {
    (".xlsx", ".csv", ".tsv", ".sav", ".zsav"): N_(
        "“{file}” is a sheet, not a text. If it holds a survey’s answers, import it as a survey."
    ),
    (".qdpx", ".qde", ".atlproj", ".atlproj23", ".nvp", ".nvpx", ".qda", ".mx22", ".mx24"): N_(
        "“{file}” is a project of another program. Let that program export its documents as Word "
        "or text, which can be imported, and its codebook as a sheet."
    ),
    (".qdc",): N_(
        "“{file}” is a codebook of another program. Let that program export it as Excel or CSV, "
        "which can be imported from a sheet."
    ),
    (".qualcode",): N_(
        "“{file}” is a project, not a text. It can be opened, or merged on the Team page."
    ),
    (".mp3", ".m4a", ".wav", ".wma", ".ogg", ".mp4", ".mov", ".mkv", ".webm"): N_(
        "“{file}” is a recording. Have it transcribed, for instance by Teams or Whisper, and "
        "import the transcript."
    ),
    (".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff"): N_(
        "“{file}” is a picture. Let another program recognise its text, and import that."
    ),
}


def what_to_do(suffix: str, file_name: str) -> str | None:
    """A sentence on a file that is no text; None for one of an unknown kind."""
    said = next((said for suffixes, said in _SAID.items() if suffix in suffixes), None)
    return _(said).format(file=file_name) if said else None
