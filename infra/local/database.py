"""SQLite as the embedded stack uses it: WAL, a connection a thread, immediate transactions."""

import contextlib
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

from shared.domain.errors import Code, Permanent, Transient

BUSY_SECONDS = 10.0  # writers queue for each other; a transaction here takes about a millisecond

# Primary result codes that speak of the machine and the moment, not of a mistake in our SQL
# (https://sqlite.org/rescode.html): another try, or a mended disk, may succeed.
_OF_THE_MOMENT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


class Database:
    """One SQLite file, shared by threads and by processes of one machine.

    Args:
        path: the file; it and its folder are made when absent.
        migrations: statements per schema version; version n is reached by running the n-th.

    Raises:
        Transient: `store_unavailable` when the file cannot be opened.
        Permanent: `internal` when a newer version of this program wrote it.
    """

    def __init__(self, path: Path, migrations: Sequence[Sequence[str]]) -> None:
        self._path = path
        self._local = threading.local()
        # Weak: a thread that ends drops its connection, and pools start and end threads at will.
        self._connections: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Transient(Code.STORE_UNAVAILABLE, "no folder for the database") from error
        self._migrate(migrations)

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection for a single query.

        Raises:
            Transient: `store_unavailable`.
        """
        with _translated():
            yield self._connection()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection inside a write transaction; all or nothing is kept.

        It takes the write lock at once, so that what it reads cannot change before it writes.

        Raises:
            Transient: `store_unavailable`; nothing was changed.
        """
        # Threads of this process queue here: SQLite's own waiting sleeps longer and longer, and a
        # thread that was unlucky once would be passed by for a second and more.
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise Transient(Code.STORE_UNAVAILABLE, "the database is busy")
        try:
            with _translated():
                connection = self._connection()
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        finally:
            self._writing.release()

    def close(self) -> None:
        """Close the connections of all threads; whoever comes later gets `store_unavailable`."""
        with self._lock:
            self._closed = True
            for connection in list(self._connections):
                connection.close()

    def _connection(self) -> sqlite3.Connection:
        held: _Connection | None = getattr(self._local, "held", None)
        if held is None:
            held = _Connection(self._path)
            self._local.held = held
            with self._lock:
                self._connections.add(held)
        if self._closed:
            held.close()
            raise Transient(Code.STORE_UNAVAILABLE, "the database is closed")
        return held.connection

    def _migrate(self, migrations: Sequence[Sequence[str]]) -> None:
        with self.transaction() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(migrations):
                raise Permanent(
                    Code.INTERNAL,
                    f"{self._path.name} has schema {version}, this program knows {len(migrations)}",
                )
            for statements in migrations[version:]:
                for statement in statements:
                    connection.execute(statement)
            # A pragma takes no parameters; this is a number of ours.
            connection.execute(f"PRAGMA user_version = {len(migrations)}")


class _Connection:
    """A connection that is closed when its thread ends or when the database is closed."""

    def __init__(self, path: Path) -> None:
        # Made for one thread; only close() may come from another.
        self.connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._set_up()
        except BaseException:
            self.connection.close()
            raise

    def _set_up(self) -> None:
        _enter_wal(self.connection)
        # NORMAL promises: a commit survives the death of this process, also by kill -9, because
        # it is in the operating system's hands; and no crash of any kind damages the file. It
        # does not promise that the last commits (since the last checkpoint) survive a power cut
        # or a crash of the operating system: the file then opens in an earlier, whole state.
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        self.connection.close()

    def __del__(self) -> None:
        if connection := getattr(self, "connection", None):
            connection.close()


def _enter_wal(connection: sqlite3.Connection) -> None:
    # On a new file two openers may collide here, and SQLite does not wait in this one place.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError as error:
        if "closed" not in str(error):
            raise
        raise Transient(Code.STORE_UNAVAILABLE, "the database is closed") from error
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code (https://sqlite.org/rescode.html#pve).
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in _OF_THE_MOMENT:
            raise
        raise Transient(Code.STORE_UNAVAILABLE, "the database did not answer") from error
