"""Whether an Ollama is there."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from infra.line_watch import broken_in_time

_MOST_BYTES = 1_000
_STEPS = 3


def ollama_answers(url: str, *, seconds: float = 0.5) -> bool:
    """Ask `/api/version`; a closed port answers at once.

    Args:
        url: base address, such as http://127.0.0.1:11434.
        seconds: for each step of the exchange, and three times that for all; somebody may wait for
            the first page meanwhile.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.connect()
        line = connection.sock
        with broken_in_time(lambda: [line], seconds=_STEPS * seconds):
            connection.request("GET", f"{parts.path.rstrip('/')}/api/version")
            answer = connection.getresponse()
            body = json.loads(answer.read(_MOST_BYTES)) if answer.status == 200 else None
    except (OSError, HTTPException, ValueError, RecursionError):
        return False
    finally:
        connection.close()
    return isinstance(body, dict) and isinstance(body.get("version"), str)
