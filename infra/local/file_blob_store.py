"""Audio and results as files under one folder, with signed addresses and announced uploads."""

import contextlib
import math
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.blob_names import checked, checked_for_deletion, checked_prefix, is_name
from infra.cloud_events import ObjectFinalized
from infra.local import object_file
from infra.local.object_file import StagedFile, translated
from infra.local.signed_access import AccessSigner, Grant
from shared.domain.errors import Code, Permanent, Refused
from shared.ports.blob_store import Blob, BlobStore, SignedRequest
from shared.ports.system import Clock

# Objects end in a sign that no name can hold, so that `a` and `a/b` can both exist.
_SUFFIX = "~"
# Each further try needs a delete in the microseconds between making a folder and linking into it;
# three were seen to run out with six threads at it.
_LINK_TRIES = 50


class FileBlobStore(BlobStore):
    """Named objects under a folder, each written whole or not at all.

    An object is on the disk before it can be seen. One whose last name part is in `announced` is
    told to `announce` once it is in place, at least once: `sweep` tells again what a killed
    process may not have told.

    Args:
        root: folder of its own.
        key: secret of the signed addresses, at least 32 bytes.
        base_url: where the gateway serves blobs, such as `http://127.0.0.1:5001/blobs`.
        announce: called in the writer's thread.
        bucket: the name in the announcements.
    """

    def __init__(
        self,
        root: Path,
        *,
        key: bytes,
        base_url: str,
        clock: Clock,
        announce: Callable[[ObjectFinalized], None] | None = None,
        announced: frozenset[str] = frozenset({"source"}),
        bucket: str = "local",
    ) -> None:
        self._objects = root / "objects"
        self._temp = root / "temp"
        self._signer = AccessSigner(key)
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self._announce = announce or (lambda _: None)
        self._announced = announced if announce else frozenset()
        self._bucket = bucket
        with translated():
            for folder in (root, self._objects, self._temp):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, name: str, data: bytes, *, content_type: str) -> Blob:
        """Write whole or not at all; an object of that name is replaced."""
        checked(name)
        with self.stage() as staged:
            staged.write(data)
            return self.place(staged, name, content_type=content_type)

    def put_file(self, name: str, path: Path, *, content_type: str) -> Blob:
        """Write a file's content whole or not at all, streaming."""
        checked(name)
        with self.stage() as staged:
            with path.open("rb") as source:
                while chunk := source.read(object_file.COPY_BYTES):
                    staged.write(chunk)
            return self.place(staged, name, content_type=content_type)

    def get(self, name: str) -> bytes | None:
        """Read a small object whole; None where there is none."""
        path = self._path(name)
        with translated():
            blob = object_file.describe(path)
            if blob is None:
                return None
            return b"".join(object_file.read_slice(path, blob, 0, blob.size))

    def fetch(self, name: str, path: Path) -> Blob | None:
        """Copy an object into a file, streaming; None where there is none."""
        source = self._path(name)
        with translated():
            if not source.exists():
                return None
            with path.open("wb") as target:
                return object_file.copy_out(source, target)

    def stat(self, name: str) -> Blob | None:
        """What is known of it; None where there is none."""
        path = self._path(name)
        with translated():
            return object_file.describe(path)

    def list(self, prefix: str) -> Iterator[Blob]:
        """All objects whose name starts with `prefix`, in order of name."""
        checked_prefix(prefix)
        return self._list(prefix)

    def delete(self, prefix: str) -> int:
        """Delete all objects whose name starts with `prefix`; returns how many there were.

        Raises:
            Permanent: `internal` for an empty prefix, which would erase everybody.
        """
        checked_for_deletion(prefix)
        count = 0
        with translated():
            for name in self._names(prefix):
                path = self._path(name)
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
                    count += 1
                self._prune(path.parent)
        return count

    def signed_upload(
        self, name: str, *, content_type: str, max_bytes: int, seconds: float
    ) -> SignedRequest:
        """Allow one upload: this method, name and type, 1 to `max_bytes`, no object there yet."""
        checked(name)
        if max_bytes < 1:
            raise Permanent(Code.INTERNAL, "an upload needs room for a byte")
        grant = Grant("PUT", name, self._expiry(seconds), content_type, max_bytes)
        return self._signed(grant, {"Content-Type": content_type})

    def signed_download(self, name: str, *, seconds: float) -> SignedRequest:
        """Allow downloads of one object."""
        return self._signed(Grant("GET", checked(name), self._expiry(seconds)), {})

    def sweep(self) -> int:
        """Remove what a killed process left half done, and announce what it had put in place.

        For the start of the stack, before anything writes: a file in the temporary folder then
        belongs to nobody. Returns how many there were.
        """
        count = 0
        with translated():
            for path in sorted(self._temp.iterdir()):
                self._announce_leftover(path)
                path.unlink(missing_ok=True)
                count += 1
        return count

    @contextlib.contextmanager
    def stage(self) -> Iterator[StagedFile]:
        """Open a temporary file for content on its way in; it is gone when the block ends.

        Raises:
            Transient: `store_unavailable`.
        """
        staged = StagedFile(self._temp)
        try:
            yield staged
        finally:
            staged.discard()

    def place(
        self, staged: StagedFile, name: str, *, content_type: str, exclusive: bool = False
    ) -> Blob:
        """Put staged content in its place, durably, and announce it.

        Args:
            staged: from `stage`, inside its block.
            name: where to.
            content_type: kept with it.
            exclusive: refuse when there is an object of that name.

        Raises:
            Refused: `already_uploaded`.
            Transient: `store_unavailable`, or what `announce` raises; an exclusive object is
                then taken away again, so that the same upload may be tried once more.
        """
        target = self._path(name)
        blob = Blob(name, staged.size, content_type, self._generation())
        with translated():
            staged.seal(blob)
            self._link(staged.path, target, exclusive=exclusive)
            if target.name.removesuffix(_SUFFIX) not in self._announced:
                return blob
            # The staged file outlives the announcement: `sweep` reads from it what to announce
            # if this process dies in between.
            try:
                self._announce(ObjectFinalized(self._bucket, name, blob.generation))
            except Exception:
                if exclusive:
                    target.unlink(missing_ok=True)
                raise
        return blob

    def granted(self, method: str, name: str, query: dict[str, str]) -> Grant | None:
        """Read the grant a request carries; None where it is forged, expired or malformed."""
        grant = self._signer.read(method, name, query) if is_name(name) else None
        return grant if grant and grant.expires > self._clock.now().timestamp() else None

    def slice(self, blob: Blob, start: int, end: int) -> Iterator[bytes]:
        """Yield bytes `start` to `end` (exclusive) of an object.

        Raises:
            Permanent: `internal` when it was replaced meanwhile.
            Transient: `store_unavailable`, also when it was deleted meanwhile.
        """
        with translated():
            yield from object_file.read_slice(self._path(blob.name), blob, start, end)

    def _signed(self, grant: Grant, headers: dict[str, str]) -> SignedRequest:
        url = f"{self._base_url}/{grant.name}?{self._signer.query(grant)}"
        return SignedRequest(
            grant.method, url, headers, datetime.fromtimestamp(grant.expires, tz=UTC)
        )

    def _expiry(self, seconds: float) -> int:
        return math.ceil((self._clock.now() + timedelta(seconds=seconds)).timestamp())

    def _generation(self) -> str:
        # Time first, so that later contents sort later; chance, so that no two are the same.
        return f"{int(self._clock.now().timestamp() * 1000):013}-{secrets.token_hex(6)}"

    def _path(self, name: str) -> Path:
        return self._objects / f"{checked(name)}{_SUFFIX}"

    def _link(self, staged: Path, target: Path, *, exclusive: bool) -> None:
        twin = staged.with_suffix(".twin")
        for tries_left in reversed(range(_LINK_TRIES)):
            try:
                self._make_folder(target.parent)
                if exclusive:
                    os.link(staged, target)
                else:
                    os.link(staged, twin)
                    twin.replace(target)
            except FileExistsError:
                raise Refused(Code.ALREADY_UPLOADED) from None
            except FileNotFoundError:
                # A delete has just pruned the folder under us.
                if not tries_left:
                    raise
            else:
                break
            finally:
                twin.unlink(missing_ok=True)
        object_file.sync_folder(target.parent)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        # Made meanwhile, or made and deleted again, which the link will notice.
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        object_file.sync_folder(folder.parent)

    def _announce_leftover(self, path: Path) -> None:
        try:
            blob = object_file.describe(path)
        except Permanent:  # half written: it was never in place
            return
        if blob is None or blob.name.rpartition("/")[2] not in self._announced:
            return
        if self.stat(blob.name) == blob:
            self._announce(ObjectFinalized(self._bucket, blob.name, blob.generation))

    def _list(self, prefix: str) -> Iterator[Blob]:
        with translated():
            for name in self._names(prefix):
                if blob := self.stat(name):  # else deleted meanwhile
                    yield blob

    def _names(self, prefix: str) -> Sequence[str]:
        top = self._objects / prefix.rpartition("/")[0]
        found = []
        for folder, _, files in os.walk(top):
            inside = Path(folder).relative_to(self._objects)
            found += [(inside / file).as_posix().removesuffix(_SUFFIX) for file in files]
        return sorted(name for name in found if name.startswith(prefix))

    def _prune(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # not empty, or somebody else was faster
            while folder != self._objects:
                folder.rmdir()
                folder = folder.parent
