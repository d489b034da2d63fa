"""A durable message queue in SQLite that behaves as Pub/Sub's push subscriptions do."""

import json
import random
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import getLogger
from pathlib import Path
from sqlite3 import Connection

from infra.local.database import Database
from infra.local.store_schema import from_microseconds, microseconds
from shared.ports.system import Clock

_log = getLogger(__name__)

# A message is copied per subscription, so that each goes its own way, as in Pub/Sub. A message in
# flight is one with a lease; `due_at` is then when the lease ends, so that a lease that ran out
# makes its message due again by itself.
_MIGRATIONS = (
    (
        """CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            subscription TEXT NOT NULL,
            message_id TEXT NOT NULL,
            attributes TEXT NOT NULL,
            data BLOB NOT NULL,
            published_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            lease TEXT
        )""",
        "CREATE INDEX deliveries_due ON deliveries (subscription, due_at, id)",
        "CREATE INDEX deliveries_leased ON deliveries (id) WHERE lease IS NOT NULL",
    ),
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who gets a topic's messages, and how hard it is tried.

    Attributes:
        name: unique in its queue.
        ack_deadline: seconds a delivery may take before it is made again.
        dead_letter_topic: where a message goes after `max_attempts` deliveries; without one it is
            tried for as long as it is kept.
        min_backoff: seconds before the second try, doubled for each further one; Pub/Sub's
            default of 10 would only make one machine wait for itself.
        max_backoff: seconds between two tries at most.
        retention: seconds after which an undelivered message is dropped; None keeps it for ever,
            because a laptop may stay shut for the holidays.
    """

    name: str
    topic: str
    ack_deadline: float = 60.0
    dead_letter_topic: str = ""
    max_attempts: int = 5
    min_backoff: float = 0.1
    max_backoff: float = 60.0
    retention: float | None = None


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """What is to be published."""

    topic: str
    attributes: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the hands of one deliverer.

    Attributes:
        attempt: 1 for the first.
        lease: proves that it is still in these hands.
    """

    id: int
    subscription: str
    message_id: str
    attributes: Mapping[str, str]
    data: bytes
    published_at: datetime
    attempt: int
    lease: str


class MessageQueue:
    """Topics, subscriptions, leases, backoff and dead letters in one SQLite file.

    Any process may publish; one process at a time delivers (`StackLock`). Every method but
    `on_publish` and `close` raises `Transient` `store_unavailable` when the file does not answer.

    Args:
        path: a file of its own, so that its many small writes do not wait for other stores.
        subscriptions: all there are, the same in every process.
        jitter: gives numbers from 0 to 1.

    Raises:
        ValueError: two subscriptions have one name, or nobody listens to a dead-letter topic.
    """

    def __init__(
        self,
        path: Path,
        subscriptions: Sequence[Subscription],
        *,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._subscriptions = {s.name: s for s in subscriptions}
        self._clock = clock
        self._jitter = jitter
        self._listeners: list[Callable[[], None]] = []
        topics = {s.topic for s in subscriptions}
        if len(self._subscriptions) != len(subscriptions):
            raise ValueError("two subscriptions have the same name")
        if deaf := {s.dead_letter_topic for s in subscriptions} - topics - {""}:
            raise ValueError(f"nobody listens to {sorted(deaf)}: dead letters would be lost")
        self._database = Database(path, _MIGRATIONS)

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        """All there are."""
        return tuple(self._subscriptions.values())

    def publish(self, *messages: OutgoingMessage) -> Sequence[str]:
        """Queue messages, all or none, for every subscription of their topics; returns their ids.

        As in Pub/Sub, a message that nobody subscribes to is dropped.
        """
        with self._database.transaction() as connection:
            ids = [self._insert(connection, message) for message in messages]
        self._notify()
        return ids

    def lease(self, subscription: str, limit: int) -> Sequence[Delivery]:
        """Take up to `limit` due messages in hand, the longest due first.

        A message whose last allowed delivery was never answered goes to the dead letters instead.
        """
        rules = self._subscriptions[subscription]
        now = self._clock.now()
        until = microseconds(now + timedelta(seconds=rules.ack_deadline))
        taken: list[Delivery] = []
        died = False
        with self._database.transaction() as connection:
            self._drop_stale(connection, rules, now)
            rows = connection.execute(
                """SELECT id, message_id, attributes, data, published_at, attempts FROM deliveries
                    WHERE subscription = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?""",
                (subscription, microseconds(now), limit),
            ).fetchall()
            for id_, message_id, attributes, data, published_at, attempts in rows:
                delivery = Delivery(
                    id_,
                    subscription,
                    message_id,
                    json.loads(attributes),
                    data,
                    from_microseconds(published_at),
                    attempts + 1,
                    uuid.uuid4().hex,
                )
                if _exhausted(rules, attempts):
                    self._bury(connection, rules, delivery, attempts)
                    died = True
                    continue
                connection.execute(
                    "UPDATE deliveries SET attempts = ?, due_at = ?, lease = ? WHERE id = ?",
                    (delivery.attempt, until, delivery.lease, id_),
                )
                taken.append(delivery)
        if died:
            self._notify()
        return taken

    def ack(self, delivery: Delivery) -> bool:
        """Strike a delivered message; False when its lease had ended, and it is delivered again."""
        with self._database.transaction() as connection:
            return _strike(connection, delivery)

    def nack(self, delivery: Delivery, *, at_least: float = 0.0) -> bool:
        """Put a message back to be delivered later, or to the dead letters after the last try.

        Args:
            delivery: from `lease`.
            at_least: seconds the receiver asked to be left alone; bounded by `max_backoff`.

        Returns:
            False when its lease had ended, and nothing was changed.
        """
        rules = self._subscriptions[delivery.subscription]
        with self._database.transaction() as connection:
            if _exhausted(rules, delivery.attempt):
                held = _strike(connection, delivery)
                if held:
                    self._bury(connection, rules, delivery, delivery.attempt)
            else:
                wait = max(self._backoff(rules, delivery.attempt), at_least)
                wait = min(wait, rules.max_backoff)
                due = microseconds(self._clock.now() + timedelta(seconds=wait))
                changed = connection.execute(
                    "UPDATE deliveries SET due_at = ?, lease = NULL WHERE id = ? AND lease = ?",
                    (due, delivery.id, delivery.lease),
                )
                held = changed.rowcount == 1
        self._notify()
        return held

    def recover(self) -> int:
        """Make all leased messages due at once; returns how many there were.

        For the start of the stack that holds the `StackLock`: whoever held them is dead. Their
        deliveries stay counted, so that a message that kills the process ends in the dead letters.
        """
        with self._database.transaction() as connection:
            changed = connection.execute(
                "UPDATE deliveries SET due_at = ?, lease = NULL WHERE lease IS NOT NULL",
                (microseconds(self._clock.now()),),
            )
        self._notify()
        return changed.rowcount

    def next_due(self, subscription: str) -> float | None:
        """Seconds until a message is due or a lease ends, 0 or less when one is; None if empty."""
        with self._database.read() as connection:
            (due,) = connection.execute(
                "SELECT MIN(due_at) FROM deliveries WHERE subscription = ?", (subscription,)
            ).fetchone()
        return None if due is None else (due - microseconds(self._clock.now())) / 1e6

    def backlog(self) -> Mapping[str, int]:
        """Messages not yet acknowledged, per subscription that has any."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT subscription, COUNT(*) FROM deliveries GROUP BY subscription"
            ).fetchall()
        return Counter(dict(rows))

    def on_publish(self, listener: Callable[[], None]) -> None:
        """Call `listener`, in whatever thread, after each change that may make a message due."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _insert(self, connection: Connection, message: OutgoingMessage) -> str:
        message_id = uuid.uuid4().hex
        now = microseconds(self._clock.now())
        attributes = json.dumps(dict(message.attributes))
        connection.executemany(
            """INSERT INTO deliveries
                (subscription, message_id, attributes, data, published_at, due_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
            [
                (subscription.name, message_id, attributes, message.data, now, now)
                for subscription in self._subscriptions.values()
                if subscription.topic == message.topic
            ],
        )
        return message_id

    def _bury(
        self, connection: Connection, rules: Subscription, delivery: Delivery, attempts: int
    ) -> None:
        connection.execute("DELETE FROM deliveries WHERE id = ?", (delivery.id,))
        # Names as in https://cloud.google.com/pubsub/docs/handling-failures#track-delivery
        source = {
            "CloudPubSubDeadLetterSourceSubscription": rules.name,
            "CloudPubSubDeadLetterSourceDeliveryCount": str(attempts),
            "CloudPubSubDeadLetterSourceTopicPublishTime": delivery.published_at.isoformat(),
        }
        letter = OutgoingMessage(
            rules.dead_letter_topic, {**delivery.attributes, **source}, delivery.data
        )
        self._insert(connection, letter)
        _log.warning(
            "message_dead_lettered",
            extra={"subscription": rules.name, "message_id": delivery.message_id},
        )

    def _drop_stale(self, connection: Connection, rules: Subscription, now: datetime) -> None:
        if rules.retention is None:
            return
        oldest = microseconds(now - timedelta(seconds=rules.retention))
        dropped = connection.execute(
            """DELETE FROM deliveries WHERE subscription = ? AND due_at <= ?
                AND published_at < ? AND lease IS NULL""",
            (rules.name, microseconds(now), oldest),
        )
        if dropped.rowcount:
            _log.warning("messages_expired", extra={"subscription": rules.name})

    def _backoff(self, rules: Subscription, attempt: int) -> float:
        # Half of it by chance, so that messages that failed together do not come back together.
        longest = min(rules.max_backoff, rules.min_backoff * 2.0 ** min(attempt, 60))
        return longest * (0.5 + 0.5 * self._jitter())

    def _notify(self) -> None:
        for listener in self._listeners:
            listener()


def _exhausted(rules: Subscription, attempts: int) -> bool:
    return bool(rules.dead_letter_topic) and attempts >= rules.max_attempts


def _strike(connection: Connection, delivery: Delivery) -> bool:
    struck = connection.execute(
        "DELETE FROM deliveries WHERE id = ? AND lease = ?", (delivery.id, delivery.lease)
    )
    return struck.rowcount == 1
