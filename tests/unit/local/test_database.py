"""The store's file: migrations, errors by name, threads, and queries that do not grow."""

import gc
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from infra import documents
from infra.local import sqlite_recordings, store_schema
from infra.local.database import Database
from infra.local.learning import apply_learned
from infra.local.sqlite_conversations import SqliteConversations
from infra.local.sqlite_idempotency_keys import SqliteIdempotencyKeys
from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_people import SqlitePeople
from infra.local.sqlite_personal_data import TABLES, SqlitePersonalData
from infra.local.sqlite_recordings import SqliteRecordings
from infra.local.store_schema import open_store
from shared.domain.conversation import Conversation
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.memory import MemoryState
from shared.domain.people import Classroom, Profile
from shared.domain.recording import Lease, Recording, Stage, State
from shared.ports.idempotency_keys import Answer
from tests.lessons import lesson

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
TABLE = ("CREATE TABLE t (x INTEGER)",)


def test_a_file_is_migrated_step_by_step(tmp_path: Path) -> None:
    # GIVEN a file of the first version
    path = tmp_path / "deep" / "d.sqlite"
    first = Database(path, [TABLE])
    with first.transaction() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    first.close()
    # WHEN a program with a second version opens it THEN the new step runs, and only that
    second = Database(path, [TABLE, ("ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 2",)])
    with second.read() as connection:
        assert connection.execute("SELECT * FROM t").fetchall() == [(1, 2)]
    second.close()
    # WHEN the older program comes back THEN it refuses, by name
    with pytest.raises(Permanent, match="schema 2"):
        Database(path, [TABLE])


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with pytest.raises(sqlite3.OperationalError):
        Database(path, [(*TABLE, "CREATE NONSENSE")])
    gc.collect()
    Database(path, [TABLE]).close()


def test_a_failed_transaction_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "d.sqlite", [TABLE])

    def half() -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO t VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with database.read() as connection:
        assert connection.execute("SELECT * FROM t").fetchall() == []
    database.close()


def test_a_locked_file_is_a_transient_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a store that waits little, and another process that holds the write lock
    monkeypatch.setattr("infra.local.database.BUSY_SECONDS", 0.05)
    database = open_store(tmp_path / "d.sqlite")
    other = sqlite3.connect(tmp_path / "d.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    # WHEN it writes THEN it says so, and reading goes on
    with pytest.raises(Transient) as caught:
        SqliteLearners(database).learn(lesson("t1"))
    assert caught.value.code is Code.STORE_UNAVAILABLE
    assert SqliteLearners(database).memory("l1") == []
    other.execute("ROLLBACK")
    SqliteLearners(database).learn(lesson("t1"))
    other.close()
    database.close()


def test_what_is_no_database_is_a_transient_error(tmp_path: Path) -> None:
    (tmp_path / "d.sqlite").write_bytes(b"not a database" * 100)
    (tmp_path / "file").touch()
    for path in (tmp_path / "d.sqlite", tmp_path / "file" / "d.sqlite", tmp_path):
        with pytest.raises(Transient) as caught:
            open_store(path)
        assert caught.value.code is Code.STORE_UNAVAILABLE


def test_a_closed_store_is_a_transient_error(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    database.close()
    with pytest.raises(Transient):
        SqliteLearners(database).memory("l1")


def test_a_mistake_in_our_sql_is_not_hidden(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    with pytest.raises(sqlite3.OperationalError), database.read() as connection:
        connection.execute("SELECT * FROM nothing")
    database.close()


def test_a_thread_that_ends_leaves_no_connection(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    for _ in range(5):
        thread = threading.Thread(target=SqliteLearners(database).memory, args=("l1",))
        thread.start()
        thread.join()
    gc.collect()
    assert len(database._connections) == 1
    database.close()


def test_a_damaged_document_is_a_permanent_error(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    recordings = SqliteRecordings(database)
    recordings.create(Recording("r1", "l1", "f", "t", 1, NOW, NOW))
    with database.transaction() as connection:
        connection.execute("UPDATE recordings SET document = '{'")
    with pytest.raises(Permanent) as caught:
        recordings.get("r1")
    assert caught.value.code is Code.INTERNAL
    database.close()


def test_leases_of_the_dead_are_freed_at_the_start(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    recordings = SqliteRecordings(database)
    held = Recording("r1", "l1", "f", "t", 1, NOW, NOW, lease=Lease(Stage.CONVERT, "x", NOW))
    recordings.create(held)
    recordings.create(Recording("r2", "l1", "f", "t", 1, NOW, NOW))
    assert recordings.release_leases() == 1
    freed = recordings.get("r1")
    assert freed is not None
    assert (freed.lease, freed.revision) == (None, 1)
    assert recordings.release_leases() == 0
    database.close()


def test_no_statement_reads_a_whole_table(tmp_path: Path) -> None:
    # GIVEN every statement that the stores really make
    database = open_store(tmp_path / "d.sqlite")
    statements: set[str] = set()
    with database.read() as connection:
        connection.set_trace_callback(statements.add)
    recordings = SqliteRecordings(database)
    recording = Recording("r1", "l1", "f", "t", 1, NOW, NOW)
    recordings.create(recording)
    recordings.save(recording, learned=lesson("r1"))
    recordings.get("r1")
    recordings.unpublished(before=NOW, limit=1)
    recordings.waiting(State.ACCEPTED, before=NOW, limit=1)
    recordings.of_learner("l1", limit=1)
    recordings.of_learner("l1", limit=1, page_token="r2")
    recordings.release_leases()
    recordings.aged(before=NOW, with_audio=True, limit=1)
    recordings.aged(before=NOW, with_audio=False, limit=1)
    recordings.delete(recordings.save(replace(recording, revision=1)))
    learners = SqliteLearners(database)
    learners.memory("l1")
    learners.learn(lesson("t2"))
    learners.take_back("l1", "p", "t2.0")
    learners.pause("l1", "p", paused=True)
    learners.windows(["l1"], since=MONDAY, until=MONDAY)
    list(learners.history("l1"))
    learners.strip_quotes(before=NOW, limit=1)
    learners.forget("l1", "p", at=NOW)
    people = SqlitePeople(database)
    people.save_profile(people.save_profile(Profile("l1")))
    people.save_classroom(people.save_classroom(Classroom("5b", "5e B", ())))
    people.classroom("5b")
    list(people.profiles(part=1, parts=3))
    people.profiles_of(["l1"])
    talks = SqliteConversations(database)
    talks.save(talks.save(Conversation("c1", "l1", NOW)))
    talks.get("l1", "c1")
    list(talks.of_learner("l1"))
    talks.delete_aged(before=NOW, limit=1)
    keys = SqliteIdempotencyKeys(database)
    keys.claim("s", "k", digest="d", now=NOW, lease=1, keep=2)
    keys.settle("s", "k", Answer(200, "t", b""))
    keys.release("s", "k")
    personal_data = SqlitePersonalData(database)
    personal_data.held("l1")
    personal_data.erase("l1", at=NOW)
    personal_data.erased(since=NOW, limit=1)
    personal_data.swept("l1", at=NOW)
    # THEN each finds its rows by an index, already in order
    planned = 0
    with database.read() as connection:
        connection.set_trace_callback(None)
        for statement in sorted(statements):
            if statement.split()[0] not in {"SELECT", "UPDATE", "DELETE"}:
                continue
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
                planned += 1
                small = "recordings_leased" in step  # a partial index of what is in hand
                assert small or not step.startswith(("SCAN", "USE TEMP")), (statement, step)
    assert planned >= 40
    database.close()


def test_a_turn_costs_the_same_after_a_long_history(tmp_path: Path) -> None:
    # GIVEN a learner with ten turns, and one with a thousand
    database = open_store(tmp_path / "d.sqlite")
    with database.transaction() as connection:
        for learner, turns in (("new", 10), ("old", 1000)):
            for i in range(turns):
                apply_learned(connection, lesson(f"t{i}", learner=learner, pattern=f"p{i % 50}"))

    # WHEN each speaks once more
    def steps(learner: str) -> int:
        count = 0

        def tick() -> None:
            nonlocal count
            count += 1

        with database.transaction() as connection:
            connection.set_progress_handler(tick, 1)
            apply_learned(connection, lesson("new", learner=learner))
            connection.set_progress_handler(None, 1)
        return count

    # THEN SQLite does the same work for both, counted in steps of its machine
    assert steps("old") <= steps("new") + 20
    database.close()


def test_every_table_of_a_learner_is_erased(tmp_path: Path) -> None:
    # GIVEN the schema as it is
    database = open_store(tmp_path / "d.sqlite")
    with database.read() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
        columns = {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in names
        }
    # THEN whatever has a learner's id is in the list of what is erased, but for the tombstone
    kept = {name for name, found in columns.items() if "learner_id" in found}
    assert kept - {"erased_learners"} == set(TABLES.values())
    database.close()


def test_a_store_of_the_first_version_is_carried_over(tmp_path: Path) -> None:
    # GIVEN a store that an earlier program wrote
    path = tmp_path / "d.sqlite"
    first = Database(path, [store_schema._VERSION_1])
    entry = (
        b'{"learner_id":"l1","pattern":"p","type":"auxiliary","occurrences":3,"sessions":2,'
        b'"recent_sessions":["a","b"],"first_seen":"2026-03-02T12:00:00Z",'
        b'"last_seen":"2026-03-02T12:00:00Z","quotes":[{"said":"a","better":"b",'
        b'"at":"2026-03-02T12:00:00Z","recording_id":"r","start":null,"end":null}]}'
    )
    recording = documents.encode(Recording("r1", "l1", "f", "t", 1, NOW, NOW))
    with first.transaction() as connection:
        connection.execute("INSERT INTO memory VALUES ('l1', 'p', 3, 5, ?)", (entry,))
        connection.execute(
            "INSERT INTO recordings VALUES ('r1', 'l1', 'answered', 0, 5, NULL, 0, ?)", (recording,)
        )
    first.close()
    # WHEN this program opens it THEN all of it is there and can be worked with
    database = open_store(path)
    learners = SqliteLearners(database)
    (known,) = learners.memory("l1")
    assert (known.state, known.due) == (MemoryState.RECURRENT, None)
    assert learners.take_back("l1", "p", "") is None
    learners.learn(lesson("t1"))
    assert learners.entries("l1", ["p"])["p"].occurrences == 4
    assert learners.strip_quotes(before=NOW, limit=9) == 0
    assert len(SqliteRecordings(database).aged(before=NOW, with_audio=True, limit=1)) == 1
    database.close()


def test_the_sql_of_recordings_names_all_columns(tmp_path: Path) -> None:
    database = open_store(tmp_path / "d.sqlite")
    with database.read() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(recordings)")]
    assert ", ".join(columns) == sqlite_recordings._COLUMNS
    database.close()
