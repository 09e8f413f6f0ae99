"""A project: one file, open for work or for reading."""

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlite_utils import Database

from qualcode.core import settings
from qualcode.core.clock import now
from qualcode.core.errors import DiskFull, LockedProject, ProjectError, ReadOnlyProject
from qualcode.core.ids import CoderId, DocumentId, EntryId, new_id
from qualcode.core.model import ProjectInfo
from qualcode.core.store import connection, project_info
from qualcode.core.store.backups import make_backup_of
from qualcode.core.store.guard import Guard
from qualcode.core.store.lock import Holder, Lock
from qualcode.core.store.migrations import VERSION, migrate
from qualcode.core.store.problems import errors_named, in_use, moved, named, read_only_place
from qualcode.core.store.rows import storable
from qualcode.core.store.texts import LatestText
from qualcode.core.store.transaction import Transaction, transaction
from qualcode.core.store.unfinished_copies import clear_unfinished, unfinished_copy_of
from qualcode.core.translate import _

SUFFIX: Final = ".qualcode"
#: In bytes. File systems take 255, of which backups, the lock and unfinished copies need some.
LONGEST_FILE_NAME: Final = 180


@dataclass
class _Access:
    """How a project is open: with the lock, or why without. Its siblings share it.

    Attributes:
        refused: why nothing is written though the lock is there.
        guard: what else the file is held by, until the last connection closes.
    """

    lock: Lock | None
    why_read_only: ProjectError | None = None
    holder: Holder | None = None
    refused: ProjectError | None = None
    guard: Guard | None = None
    _connections: int = 1
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def give_up(self, why: ProjectError | None = None) -> None:
        """Give the lock back, and be for reading alone from now on."""
        if self.guard:
            self.guard.close()
        if self.lock:
            self.lock.release()
        self.lock, self.why_read_only = None, why

    def one_more(self) -> None:
        """Another connection uses it."""
        with self._counting:
            self._connections += 1

    def one_less(self) -> bool:
        """A connection is about to close: whether it is the last."""
        with self._counting:
            self._connections -= 1
            return self._connections == 0


class Project:
    """An open project. Use it from one thread; `sibling` gives one to another thread.

    Attributes:
        path: the project's file.
        db: the connection, for the reads in `qualcode.core.store`.
        holder: who has the project open for writing, if somebody else has.
    """

    def __init__(self, path: Path, db: Database, access: _Access) -> None:
        self.path = path
        self.db = db
        self._access = access
        self._texts = LatestText()
        self._closed = False
        self._file = path.stat()

    @classmethod
    def create(cls, path: Path, *, name: str | None = None, language: str = "sv") -> "Project":
        """A new project in a file that does not exist yet, open for writing.

        Raises:
            ProjectError: if the file exists or can't be made.
        """
        path = with_suffix(path)
        if os.path.lexists(path):
            raise taken(path)
        with errors_named(path), unfinished_copy_of(path) as unfinished:
            info = ProjectInfo(new_id(), storable(name or path.stem), language, None, now())
            _write_new(unfinished, path, info)
            move_if_free(unfinished, path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, thorough: bool = False) -> "Project":
        """Open a project, for reading alone where it can't be written to.

        A file of an older version is backed up and brought up to date; where it is only read, it
        stays as it is, and is read as this version would have it. Copies beside it that a program
        which died left unfinished go, where it is not only read.

        Args:
            thorough: look for damage in the whole file before anything can be written to it.

        Raises:
            ProjectError: if the file is no project, damaged, or of a newer version.
        """
        path = path.absolute()  # the program may go to another folder meanwhile
        with errors_named(path):
            if path.is_symlink():
                path = Path(os.path.realpath(path))  # where the lock and the backups belong
        version = connection.read_header(path)
        if read_only and connection.was_cut_short(path):
            _fold_in(path)
        access = _Access(None) if read_only else _ask_to_write(path)
        try:
            cut_short = connection.was_cut_short(path)
            connection.require_sound(path, thorough=thorough)
            db = _connect(path, access)
            try:
                if thorough and cut_short:
                    connection.require_whole(db, path)
                _bring_up_to_date(path, db, version, access)
                access.guard = Guard(db, path)
                if access.lock is not None:
                    clear_unfinished(path.parent)
                return cls(path, db, access)
            except BaseException:
                db.conn.close()
                raise
        except BaseException:
            access.give_up()
            raise

    def sibling(self) -> "Project":
        """The same project on a connection of its own, for a worker's thread to use and close.

        The project stays locked until the last of them is closed.
        """
        self._require_in_place()
        db = _read(self.path) if self.read_only else connection.connect(self.path, read_only=False)
        self._access.one_more()
        return Project(self.path, db, self._access)

    @property
    def read_only(self) -> bool:
        """Whether operations are refused."""
        return self._access.lock is None or self._access.refused is not None

    @property
    def holder(self) -> Holder | None:
        """Who has it, when somebody else has it open for writing."""
        return self._access.holder

    @property
    def info(self) -> ProjectInfo:
        """What the project says of itself."""
        return project_info.read(self.db)

    def text(self, document_id: DocumentId) -> str:
        """A document's stored text; KeyError if there is no such document."""
        return self._texts.of(self.db, document_id)

    def require_writable(self) -> None:
        """Raise the reason why the project can't be changed, if it can't."""
        if self.read_only:
            access = self._access
            why = access.refused or access.why_read_only or read_only_place(self.path)
            raise type(why)(*why.args)  # anew, or it would gather every place it was raised from
        self._require_in_place()

    def require_sound(self) -> None:
        """Look for damage in the whole file.

        Raises:
            DamagedProject: if there is any; nothing should be written then: see `refuse_writing`.
        """
        connection.require_whole(self.db, self.path)

    def refuse_writing(self, why: ProjectError) -> None:
        """Refuse every operation from now on, for this reason. The project stays locked."""
        self._access.refused = why

    def _require_in_place(self) -> None:
        """What is written to a file that has lost its name would be gone when it is closed."""
        try:
            in_place = os.path.samestat(self.path.stat(), self._file)
        except OSError as error:
            raise moved(self.path) from error
        if not in_place:
            raise moved(self.path)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Operations of which none is kept unless all are."""
        self.require_writable()
        with connection.errors_named(self.path), self.db.atomic():
            yield

    @contextlib.contextmanager
    def operation(
        self,
        coder_id: CoderId,
        operation: str,
        subject: str = "",
        *,
        undoes: EntryId | None = None,
    ) -> Iterator[Transaction]:
        """The one way to change a project: a transaction that the journal knows.

        Raises:
            ReadOnlyProject, DiskFull, DamagedProject: and then nothing is changed.
        """
        self.require_writable()
        with (
            errors_named(self.path),
            transaction(
                self.db,
                operation=operation,
                subject=subject,
                coder_id=coder_id,
                device=settings.device_id(),
                undoes=undoes,
                texts=self._texts,
            ) as running,
        ):
            yield running

    def close(self) -> None:
        """Close the file; it is then alone in its folder again. May be called twice."""
        if self._closed:
            return
        self._closed = True
        last = self._access.one_less()
        guard = self._access.guard if last else None
        try:
            if guard:
                guard.let_go()
            connection.close(self.db, last=last and self._access.lock is not None)
        finally:
            if guard:
                guard.close()
            if last and self._access.lock:
                self._access.lock.release()
                clear_unfinished(self.path.parent)
        if last and self._access.lock is None:
            _fold_in(self.path)

    def __enter__(self) -> "Project":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def with_suffix(path: Path) -> Path:
    """The path as a project's.

    Raises:
        ProjectError: if it ends in no name, or in one too long for what is to lie beside it.
    """
    if path.name in ("", ".."):
        raise ProjectError(_("A project needs a name."))
    path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    if len(os.fsencode(path.name)) > LONGEST_FILE_NAME:
        raise ProjectError(
            _("The name “{file}” is too long for a project. Choose a shorter one.").format(
                file=path.name
            )
        )
    return path


def taken(path: Path) -> ProjectError:
    """The sentence for a name that a file has already."""
    return ProjectError(
        _("There is already a file “{file}”. Choose another name.").format(file=path.name)
    )


def _fold_in(path: Path) -> None:
    """Leave one file where somebody wrote it while it was read here, and closed it first, or where
    a change was cut short."""
    if not any(file.exists() for file in connection.beside(path)) or not os.access(path, os.W_OK):
        return
    with contextlib.suppress(ProjectError, OSError):  # the next who opens it can do it as well
        lock = Lock.take(path)
        if isinstance(lock, Lock):
            try:
                connection.close(connection.connect(path, read_only=False), last=True)
            finally:
                lock.release()


def _write_new(unfinished: Path, path: Path, info: ProjectInfo) -> None:
    db = connection.connect_new(unfinished, shown_as=path)
    try:
        migrate(db)
        project_info.write_first(db, info)
    finally:
        connection.close(db, last=True)


def move_if_free(unfinished: Path, path: Path) -> None:
    """Give the new file its name, unless somebody took it meanwhile."""
    try:
        os.link(unfinished, path)  # fails if the name is taken, unlike a rename
    except FileExistsError:
        raise taken(path) from None
    except (OSError, NotImplementedError, AttributeError):
        unfinished.rename(path)  # a place without links


def _ask_to_write(path: Path) -> _Access:
    if not os.access(path, os.W_OK):
        return _Access(None, read_only_place(path))
    try:
        answer = Lock.take(path)
    except OSError as error:
        reason = named(error, path)
        return _Access(None, reason if isinstance(reason, ProjectError) else None)
    if isinstance(answer, Lock):
        return _Access(answer)
    return _Access(None, in_use(path, answer), answer)


def _connect(path: Path, access: _Access) -> Database:
    """A connection that can write if the file can be written to, whatever its permissions say."""
    if access.lock is not None:
        try:
            return connection.connect(path, read_only=False)
        except LockedProject:
            raise
        except (ReadOnlyProject, DiskFull) as error:
            access.give_up(error)
    return _read(path)


def _read(path: Path) -> Database:
    """A connection to read by: to the file or, if it is of an older version, to a copy in memory."""
    db = connection.connect(path, read_only=True)
    if connection.version(db) == VERSION:
        return db
    made = connection.connect_in_memory(path)
    try:
        with errors_named(path):
            db.conn.backup(made.conn)
            migrate(made)
    except BaseException:
        made.conn.close()
        raise
    finally:
        db.conn.close()
    return made


def _bring_up_to_date(path: Path, db: Database, version: int, access: _Access) -> None:
    if version == VERSION or access.lock is None:
        return
    make_backup_of(db, path)
    with errors_named(path):
        migrate(db)
