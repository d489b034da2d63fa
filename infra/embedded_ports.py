"""The embedded stack's own adapters, a part of `infra.bootstrap`: one folder holds all."""

from typing import TYPE_CHECKING

from infra.built_once import built_once
from infra.settings import Settings

if TYPE_CHECKING:
    from infra.local.database import Database
    from infra.local.dev_identity import DevIdentity
    from infra.local.file_blob_store import FileBlobStore
    from infra.local.message_queue import MessageQueue
    from infra.local.queue_publisher import QueuePublisher
    from infra.local.sqlite_recordings import SqliteRecordings
    from shared.ports.system import Clock


class EmbeddedPorts:
    """What only the embedded stack knows: its files, its queue, its key."""

    def __init__(self, chosen: Settings) -> None:
        self.settings = chosen

    @built_once
    def clock(self) -> "Clock":
        """Time."""
        from infra.local.system import SystemClock

        return SystemClock()

    @built_once
    def database(self) -> "Database":
        """The store of the embedded stack."""
        from infra.local.store_schema import open_store

        return open_store(self.settings.data_dir / "parlons.db")

    @built_once
    def queue(self) -> "MessageQueue":
        """The broker of the embedded stack."""
        from infra.local.message_queue import MessageQueue
        from infra.local.subscriptions import subscriptions

        return MessageQueue(self.settings.data_dir / "queue.db", subscriptions(), clock=self.clock)

    @built_once
    def dev_identity(self) -> "DevIdentity":
        """Signs and reads development tokens."""
        from infra.local.dev_identity import KEY_FILE, DevIdentity, load_key

        return DevIdentity(load_key(self.settings.data_dir / KEY_FILE))

    @built_once
    def sqlite_recordings(self) -> "SqliteRecordings":
        """Recordings of the embedded stack, which frees their leases at its start."""
        from infra.local.sqlite_recordings import SqliteRecordings

        return SqliteRecordings(self.database)

    @built_once
    def queue_publisher(self) -> "QueuePublisher":
        """The embedded queue's publisher, which announces finished uploads too."""
        from infra.local.queue_publisher import QueuePublisher

        return QueuePublisher(self.queue)

    @built_once
    def file_blobs(self) -> "FileBlobStore":
        """Files, which the gateway serves under signed addresses."""
        from infra.local.dev_identity import load_key
        from infra.local.file_blob_store import FileBlobStore

        return FileBlobStore(
            self.settings.data_dir / "blobs",
            key=load_key(self.settings.data_dir / "keys" / "blobs.key"),
            base_url=f"{self.settings.base_url}/blobs",
            clock=self.clock,
            announce=self.queue_publisher.announce,
            bucket=self.settings.bucket,
        )
