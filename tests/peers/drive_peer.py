"""Google Drive's HTTP API, version 3, in this process: what files.get documents, and its faults.

https://developers.google.com/workspace/drive/api/reference/rest/v3/files/get
"""

import hashlib
import json
import re
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

TOKEN = "ya29.a0-canary-of-an-access-token"
FILE_ID = "1AbCdEfGhIjKlMnOpQrStUv"


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one download: another status, or a cut after so many bytes."""

    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    cut_after: int = -1
    ignores_range: bool = False
    shifted: int = 0


@dataclass
class DrivePeer:
    """One file of one account.

    Attributes:
        content, described: what is downloaded, and changes to what is said of it.
        faults: one taken by each download; `refusals` by each description.
        asked: the Range of each download; `hosts` that anything was sent to, other than files.
    """

    content: bytes = b"sound" * 1000
    described: dict[str, Any] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    refusals: deque[Fault] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"peer": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def resource(self) -> dict[str, Any]:
        """What files.get tells."""
        told = {
            "id": FILE_ID,
            "name": "lundi.webm",
            "mimeType": "audio/webm",
            "size": str(len(self.content)),
            "md5Checksum": hashlib.md5(self.content).hexdigest(),  # noqa: S324 - Drive's own
            **self.described,
        }
        return {key: value for key, value in told.items() if value is not None}


class _Handler(BaseHTTPRequestHandler):
    peer: DrivePeer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if parts.path != f"/drive/v3/files/{FILE_ID}":
            self.peer.elsewhere.append(parts.path)
            self._refuse(404, "notFound")
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._refuse(401, "authError")
        elif query.get("alt") == ["media"]:
            self._download()
        else:
            fault = self.peer.refusals.popleft() if self.peer.refusals else Fault()
            if fault.status:
                self._refuse(fault.status, fault.reason, fault.headers)
            else:
                self._answer(200, json.dumps(self.peer.resource()).encode(), "application/json")

    def _download(self) -> None:
        self.peer.asked.append(self.headers.get("Range", ""))
        fault = self.peer.faults.popleft() if self.peer.faults else Fault()
        if fault.status:
            self._refuse(fault.status, fault.reason, fault.headers)
            return
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        total = len(self.peer.content)
        start = 0 if found is None or fault.ignores_range else int(found[1]) + fault.shifted
        if start >= total:
            self._refuse(416, "requestedRangeNotSatisfiable")
            return
        partial = found is not None and not fault.ignores_range
        body = self.peer.content[start:]
        self.send_response(206 if partial else 200)
        self.send_header("Content-Type", "audio/webm")
        self.send_header("Content-Length", str(len(body)))
        if partial:
            self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
        self.end_headers()
        self.wfile.write(body if fault.cut_after < 0 else body[: fault.cut_after])

    def _refuse(self, status: int, reason: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        said = {"domain": "global", "reason": reason, "message": f"{reason}: lundi.webm"}
        body = {"error": {"code": status, "message": said["message"], "errors": [said]}}
        self._answer(status, json.dumps(body).encode(), "application/json", headers)

    def _answer(
        self, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *values: object) -> None:
        """Say nothing."""
