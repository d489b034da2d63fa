"""`python -m infra.doctor`: what is configured, each dependency tried once, and what is missing.

No secret is printed: a line holds names of ours, codes, and types of errors.
"""

import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from infra import bootstrap
from infra.resilience import deadline
from infra.settings import SettingsError, load
from shared.domain.errors import ParlonsError
from shared.domain.events import EventType
from shared.domain.recording import State

# For each dependency; whoever waits longer than this in production has given up as well.
TRY_SECONDS = 10.0
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@runtime_checkable
class Ready(Protocol):
    """An adapter that can look whether what it needs is there."""

    def ready(self) -> None:
        """Look once.

        Raises:
            ParlonsError: what is not there.
        """


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one try; `problem` is empty where it worked."""

    name: str
    uses: str
    problem: str = ""


def examine(ports: bootstrap.Ports) -> list[Finding]:
    """Try each dependency once; nothing stays behind."""
    chosen = ports.settings
    tries: list[tuple[str, str, Callable[[], object]]] = [
        ("store", chosen.store, lambda: _store(ports)),
        ("blobs", chosen.blob_store, lambda: _blobs(ports)),
        (
            "events",
            chosen.events,
            lambda: ports.publisher.ready([kind.topic for kind in EventType]),
        ),
        ("pushes", chosen.events, lambda: _ready(ports.push_identity)),
        ("sign-in", chosen.auth_mode, lambda: _ready(ports.identity)),
        ("errors", "rules, grammalecte", lambda: ports.lexicon.analyses("bonjour")),
        ("voice", "espeak-ng", lambda: ports.voice.speak("Bonjour.")),
    ]
    if (deliveries := ports.storage_deliveries) is not None:
        tries.append(("uploads", "event grid", lambda: _ready(deliveries)))
    if collector := chosen.otel_exporter_otlp_endpoint:
        tries.append(("traces", "otlp", lambda: _reach(collector)))
    return [_tried(*each) for each in tries]


def report(ports: bootstrap.Ports) -> tuple[str, bool]:
    """Write down all findings; whether all is well."""
    findings = examine(ports)
    lines = [
        f"{'FAILED' if each.problem else 'ok':7} {each.name:8} {each.uses}"
        + (f"\n{'':16} {each.problem}" if each.problem else "")
        for each in findings
    ]
    # These are chosen by what is there; a call to a language model would cost money.
    lines += [
        f"{'-':7} {name:8} {value}"
        for name, value in ports.in_use.items()
        if name in {"recognizer", "tutor", "detectors"}
    ]
    return "\n".join(lines) + "\n", not any(each.problem for each in findings)


def main() -> int:
    """Examine this environment; 0 when all is well."""
    try:
        ports = bootstrap.Ports(load())
    except SettingsError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    try:
        text, well = report(ports)
    finally:
        ports.close()
    sys.stdout.write(text)
    return 0 if well else 1


def _tried(name: str, uses: str, attempt: Callable[[], object]) -> Finding:
    try:
        with deadline(TRY_SECONDS):
            attempt()
    except ParlonsError as error:
        return Finding(name, uses, f"{error.code}: {error.detail or error.advice}")
    except Exception as error:  # noqa: BLE001 - the edge: whatever else is wrong is a finding as well
        # Only its type: messages of libraries quote addresses and keys.
        return Finding(name, uses, f"{type(error).__name__}; see the settings above it needs")
    return Finding(name, uses)


def _store(ports: bootstrap.Ports) -> None:
    """Read one document, and ask every query: production refuses those without an index."""
    ports.recordings.get("doctor")
    ports.recordings.unpublished(before=_LONG_AGO, limit=1)
    ports.recordings.waiting(State.ACCEPTED, before=_LONG_AGO, limit=1)
    ports.recordings.of_learner("doctor", limit=1)
    ports.recordings.of_learner("doctor", limit=1, page_token="0")  # noqa: S106 - an id
    ports.learners.memory("doctor", limit=1)


def _blobs(ports: bootstrap.Ports) -> None:
    """Write, read and remove one object, and sign an upload."""
    prefix = f"doctor/{secrets.token_hex(8)}/"
    name = f"{prefix}object"
    try:
        ports.blobs.put(name, b"doctor", content_type="text/plain")
        ports.blobs.get(name)
        ports.blobs.signed_upload(name, content_type="audio/webm", max_bytes=1, seconds=1)
    finally:
        ports.blobs.delete(prefix)


def _ready(adapter: object) -> None:
    if isinstance(adapter, Ready):
        adapter.ready()


def _reach(url: str) -> None:
    """Open a connection to an address, and close it."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    socket.create_connection((parts.hostname or "", port), timeout=TRY_SECONDS).close()


if __name__ == "__main__":
    sys.exit(main())
