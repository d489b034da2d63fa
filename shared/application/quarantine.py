"""Keep a message that nobody understands, and fail the recording it speaks of by name."""

import json
import re
from collections.abc import Mapping

from shared.application.stages import Chain, announce
from shared.domain.errors import Code
from shared.domain.recording import fail
from shared.ports.blob_store import BlobStore

_ID = re.compile(rb'"recording_id"\s*:\s*"([A-Za-z0-9]{1,64})"')


def quarantine(
    data: bytes,
    *,
    attributes: Mapping[str, str],
    chain: Chain,
    blobs: BlobStore,
) -> None:
    """Store the message for inspection; a recording it names fails with `unknown_event`."""
    now = chain.clock.now()
    kept = {"attributes": dict(attributes), "data": data.decode("utf-8", "replace")}
    blobs.put(
        f"quarantine/{now:%Y-%m-%d}/{chain.ids.new()}.json",
        json.dumps(kept, ensure_ascii=False).encode(),
        content_type="application/json",
    )
    found = _ID.search(data)
    recording = chain.recordings.get(found.group(1).decode()) if found else None
    if recording is None or recording.finished:
        return
    failed = fail(recording, Code.UNKNOWN_EVENT, event_id=chain.ids.new(), now=now)
    announce(chain.recordings.save(failed), chain=chain)
