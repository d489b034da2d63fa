"""A front before gcp-storage-emulator that keeps the bucket's promises, which it does not.

It checks signed addresses (signature, expiry, signed headers, size range, generation) and
`ifGenerationMatch`, and announces finished objects. Everything else passes through unchanged.
"""

import hashlib
import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_HOP = {"connection", "content-length", "transfer-encoding", "date", "server", "host"}
Answer = tuple[int, list[tuple[str, str]], bytes]


class GcsFront:
    """Listens on a free port until it is left.

    Args:
        upstream: `host:port` of the emulator.
        key: verifies signed addresses.
        finalized: called with each finished object's resource, as a notification would be sent.
        now: seconds since 1970.
    """

    def __init__(
        self,
        upstream: str,
        *,
        key: rsa.RSAPublicKey,
        finalized: Callable[[Mapping[str, Any]], object] = lambda _: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._upstream = upstream
        self._key = key
        self._finalized = finalized
        self._now = now
        # The emulator writes an object's data and its description apart: one request at a time.
        self._lock = threading.Lock()
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {k.lower(): v for k, v in self.headers.items()}
                status, sent, content = front.handle(self.command, self.path, headers, body)
                self.send_response(status)
                for name, value in sent:
                    if name.lower() not in _HOP:
                        self.send_header(name, value.replace(front._upstream, front.address))
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            def __getattr__(self, name: str) -> object:
                if name.startswith("do_"):
                    return self.answer
                raise AttributeError(name)

            def log_message(self, *values: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.address}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def make_bucket(self, name: str) -> None:
        """Create a bucket."""
        body = json.dumps({"name": name}).encode()
        status, _, content = self._ask(
            "POST", "/storage/v1/b?project=p", {"content-type": "application/json"}, body
        )
        assert status == 200, content

    def handle(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer one request."""
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        signed = "X-Goog-Signature" in query
        if signed and (refusal := self._check(method, parts.path, parts.query, headers, body)):
            return _error(*refusal)
        bucket, name = _object_of(parts.path, query, body, signed=signed)
        wanted = (
            headers.get("x-goog-if-generation-match", "")
            if signed
            else query.get("ifGenerationMatch", [""])[0]
        )
        with self._lock:
            if wanted and name and self._generation(bucket, name) != wanted:
                return _error(412, "conditionNotMet")
            answer = self._ask(method, target, headers, body)
            written = self._written(answer, bucket, name, method, signed=signed)
        if written:
            self._finalized(written)
        return answer

    def _written(
        self, answer: Answer, bucket: str, name: str, method: str, *, signed: bool
    ) -> Mapping[str, Any] | None:
        if answer[0] != 200 or method not in {"POST", "PUT"}:
            return None
        if signed:
            return self._resource(bucket, name)
        try:
            resource: Mapping[str, Any] = json.loads(answer[2])
        except ValueError:
            return None
        return resource if resource.get("kind") == "storage#object" else None

    def _check(
        self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str] | None:
        """Say what is wrong with a signed request, as the bucket would."""
        values = dict(parse_qsl(query, keep_blank_values=True))
        signature = bytes.fromhex(values.pop("X-Goog-Signature"))
        moment = values["X-Goog-Date"]
        begun = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
        if self._now() > begun + int(values["X-Goog-Expires"]):
            return 400, "ExpiredToken"
        names = values["X-Goog-SignedHeaders"].split(";")
        unsigned = {n for n in headers if n.startswith("x-goog-")} - set(names)
        if unsigned:
            return 403, "SignatureDoesNotMatch"
        pairs = sorted(f"{quote(k, safe='~')}={quote(v, safe='~')}" for k, v in values.items())
        lines = [f"{n}:{headers.get(n, '').strip()}" for n in names]
        request = [method, path, "&".join(pairs), *lines, "", ";".join(names), "UNSIGNED-PAYLOAD"]
        digest = hashlib.sha256("\n".join(request).encode()).hexdigest()
        scope = values["X-Goog-Credential"].split("/", 1)[1]
        text = "\n".join([values["X-Goog-Algorithm"], moment, scope, digest]).encode()
        try:
            self._key.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return 403, "SignatureDoesNotMatch"
        least, _, most = headers.get("x-goog-content-length-range", "").partition(",")
        if least and not int(least) <= len(body) <= int(most):
            return 400, "EntityTooLarge"
        return None

    def _generation(self, bucket: str, name: str) -> str:
        resource = self._resource(bucket, name)
        return str(resource["generation"]) if resource else "0"

    def _resource(self, bucket: str, name: str) -> Mapping[str, Any] | None:
        path = f"/storage/v1/b/{bucket}/o/{quote(name, safe='')}"
        status, _, content = self._ask("GET", path, {}, b"")
        return json.loads(content) if status == 200 else None

    def _ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        connection = http.client.HTTPConnection(self._upstream, timeout=60)
        try:
            kept = {k: v for k, v in headers.items() if k not in _HOP}
            connection.request(method, target, body, kept)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def _object_of(
    path: str, query: Mapping[str, list[str]], body: bytes, *, signed: bool
) -> tuple[str, str]:
    if signed:
        _, bucket, name = path.split("/", 2)
        return bucket, unquote(name)
    found = re.match(r"/(?:upload/|download/)?storage/v1/b/([^/]+)/o(?:/([^/?]+))?", path)
    if not found:
        return "", ""
    name = unquote(found[2] or query.get("name", [""])[0])
    if not name and (inside := re.search(rb'"name":\s*"([^"]+)"', body[:4096])):
        name = inside[1].decode()
    return found[1], name


def _error(status: int, reason: str) -> Answer:
    content = {"error": {"code": status, "message": reason, "errors": [{"reason": reason}]}}
    return status, [("Content-Type", "application/json")], json.dumps(content).encode()
