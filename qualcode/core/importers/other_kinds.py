"""What lies beside transcripts in people's folders, and what can be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from qualcode.core.translate import N_, _, ngettext, one_by_one

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


#: What an office program keeps beside a document that is open.
LOCKS: Final = ("~$", ".~lock")


def what_to_do(suffix: str, file_name: str) -> str | None:
    """A sentence on a file that is no text; None for one of an unknown kind."""
    if file_name.startswith(LOCKS):
        return _(
            "“{file}” is a lock file of Word, which is there while the document is open. Choose "
            "the document itself."
        ).format(file=file_name)
    said = next((said for suffixes, said in _SAID.items() if suffix in suffixes), None)
    return _(said).format(file=file_name) if said else None


def lie_there_too(files: Iterable[Path]) -> str:
    """How many files of each kind lie beside transcripts, and what can be done with them, in
    sentences; empty for none, and for those of unknown kinds."""
    kinds = list(_SAID)
    found = Counter(
        place
        for file in files
        for place, suffixes in enumerate(kinds)
        if file.suffix.casefold() in suffixes
    )
    if not found:
        return ""
    places = sorted(found)
    counted = [_counted(place, found[place]) for place in places]
    *most, last = counted
    what = _("{some} and {last}").format(some=", ".join(most), last=last) if most else last
    there = ngettext("{what} lies there too.", "{what} lie there too.", sum(found.values()))
    return one_by_one([there.format(what=what), *(_advice(place) for place in places)])


def _counted(place: int, number: int) -> str:
    text = (
        ngettext("{number} survey or other sheet", "{number} surveys or other sheets", number),
        ngettext(
            "{number} project of another program", "{number} projects of other programs", number
        ),
        ngettext(
            "{number} codebook of another program", "{number} codebooks of other programs", number
        ),
        ngettext("{number} project", "{number} projects", number),
        ngettext("{number} recording", "{number} recordings", number),
        ngettext("{number} picture", "{number} pictures", number),
    )[place]
    return text.format(number=number)


def _advice(place: int) -> str:
    return (
        _("Surveys are imported by themselves."),
        _("Let the other program export its documents as Word or text."),
        _("Let the other program export its codebook as Excel or CSV."),
        _("A project is opened, or merged on the Team page."),
        _("Recordings have to be transcribed first."),
        _("Let another program recognise the text of pictures."),
    )[place]
