"""Results of stages as JSON documents in a blob store, beside the audio."""

from typing import TypeVar

from infra import documents
from shared.domain.errors import Code, Permanent
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore

T = TypeVar("T")


class BlobArtefacts(Artefacts):
    """Keeps artefacts in any `BlobStore`.

    Args:
        blobs: where they go; its errors pass through.
    """

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs

    def write(self, name: str, value: object) -> None:
        """Store a frozen dataclass of the domain."""
        self._blobs.put(name, documents.encode(value), content_type="application/json")

    def read(self, name: str, kind: type[T]) -> T:
        """Load it back.

        Raises:
            Permanent: `internal` when it is absent or no longer fits its type.
        """
        data = self._blobs.get(name)
        if data is None:
            raise Permanent(Code.INTERNAL, f"no stored {kind.__name__}")
        return documents.decode(kind, data)
