"""Where a document comes to stand, by names: its case and its folder, made where they are new."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.ids import CaseId, FolderId
from qualcode.core.operations.cases import CaseDetails, add_case
from qualcode.core.operations.folders import add_folder
from qualcode.core.operations.names import required
from qualcode.core.store import folders as folders_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


class NamedPlaces:
    """Those of a project, within an operation; each that is new is made once."""

    def __init__(self, running: Transaction) -> None:
        self._running = running
        self._cases: dict[str, CaseId] = {}
        self._folders: dict[tuple[FolderId | None, str], FolderId] = {}

    def case(self, name: str | None) -> CaseId | None:
        """The case of this name; None for none.

        Raises:
            Refused: if the name can't be one.
        """
        if not name or not name.strip():
            return None
        if not self._cases:
            known = persons_store.all_cases(self._running.db)
            self._cases = {str(casefold(case.name)): case.id for case in known}
        name = required(name, _("A case needs a name."))
        key = str(casefold(name))
        if key not in self._cases:
            self._cases[key] = add_case(self._running, CaseDetails(name))
        return self._cases[key]

    def folder(self, path: Sequence[str]) -> FolderId | None:
        """The folder under these, from the top; None for the top itself.

        Raises:
            Refused: if a name can't be one.
        """
        found: FolderId | None = None
        for name in path:
            found = self._folder(required(name, _("A folder needs a name.")), found)
        return found

    def _folder(self, name: str, parent_id: FolderId | None) -> FolderId:
        key = parent_id, str(casefold(name))
        if key not in self._folders:
            for one in folders_store.children(self._running.db, parent_id):
                self._folders.setdefault((parent_id, str(casefold(one.name))), one.id)
        if key not in self._folders:
            self._folders[key] = add_folder(self._running, name, parent_id)
        return self._folders[key]
