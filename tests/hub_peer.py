"""A hub of models on loopback: the few routes of the Hugging Face hub that a download needs."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class HubPeer:
    """Serves one model repository from a folder until `close`."""

    def __init__(self, folder: Path, repository: str) -> None:
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.total = sum(len(content) for content in files.values())
        self.requests: list[str] = []
        handler = _handler(files, repository, self.requests)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def _handler(
    files: dict[str, bytes], repository: str, requests: list[str]
) -> type[BaseHTTPRequestHandler]:
    def find(path: str) -> tuple[int, bytes, dict[str, str]]:
        name = path.rsplit("/", 1)[-1]
        if path.startswith(f"/api/models/{repository}/tree/"):
            return 200, json.dumps([_entry(*item) for item in files.items()]).encode(), {}
        if path.startswith(f"/api/models/{repository}"):
            siblings = [{"rfilename": each, "size": len(files[each])} for each in files]
            about = {"id": repository, "sha": COMMIT, "siblings": siblings}
            return 200, json.dumps(about).encode(), {}
        if path.startswith(f"/{repository}/resolve/") and name in files:
            content = files[name]
            return 200, content, {"ETag": f'"{_oid(content)}"', "X-Repo-Commit": COMMIT}
        return 404, b"{}", {}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> bytes:
            path = self.path.partition("?")[0]
            requests.append(path)
            status, content, headers = find(path)
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            return content

        def do_GET(self) -> None:
            self.wfile.write(self.do_HEAD())

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _entry(name: str, content: bytes) -> dict[str, Any]:
    return {"type": "file", "path": name, "size": len(content), "oid": _oid(content)}


def _oid(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
