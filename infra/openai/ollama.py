"""Whether an Ollama is there."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

_MOST_BYTES = 1_000


def ollama_answers(url: str, *, seconds: float = 0.5) -> bool:
    """Ask `/api/version`; a closed port answers at once.

    Args:
        url: base address, such as http://127.0.0.1:11434.
        seconds: for each step of the exchange; somebody may wait for the first page meanwhile.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/api/version")
        answer = connection.getresponse()
        body = json.loads(answer.read(_MOST_BYTES)) if answer.status == 200 else None
    except (OSError, HTTPException, ValueError, RecursionError):
        return False
    finally:
        connection.close()
    return isinstance(body, dict) and isinstance(body.get("version"), str)
