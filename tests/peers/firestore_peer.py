"""An in-process gRPC server in which every document is there, and every commit goes through.

For what the line and the sign-in do to a call; what Firestore itself does, its emulator shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

import grpc
from google.cloud.firestore_v1.types import document, firestore, write

from tests.peers.grpc_server import listen

VERSION = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class FirestorePeer:
    """The service.

    Attributes:
        socket: a path to listen at as well, for connections that carry credentials.
        commits: how many there were.
        tokens: the Authorization of each call that had one.
    """

    socket: str = ""
    commits: int = 0
    tokens: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        methods = {
            "BatchGetDocuments": grpc.unary_stream_rpc_method_handler(
                self._get,
                firestore.BatchGetDocumentsRequest.deserialize,
                firestore.BatchGetDocumentsResponse.serialize,
            ),
            "Commit": grpc.unary_unary_rpc_method_handler(
                self._commit,
                firestore.CommitRequest.deserialize,
                firestore.CommitResponse.serialize,
            ),
        }
        services = {"google.firestore.v1.Firestore": methods}
        self._server, self.port = listen(services, socket=self.socket)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop(0).wait()

    def _get(
        self, request: firestore.BatchGetDocumentsRequest, context: grpc.ServicerContext
    ) -> Iterator[firestore.BatchGetDocumentsResponse]:
        self._note(context)
        for name in request.documents:
            fields = {"said": document.Value(string_value="bonjour")}
            found = document.Document(
                name=name, fields=fields, create_time=VERSION, update_time=VERSION
            )
            yield firestore.BatchGetDocumentsResponse(found=found, read_time=VERSION)

    def _commit(
        self, request: firestore.CommitRequest, context: grpc.ServicerContext
    ) -> firestore.CommitResponse:
        self._note(context)
        self.commits += 1
        results = [write.WriteResult(update_time=VERSION) for _ in request.writes]
        return firestore.CommitResponse(write_results=results, commit_time=VERSION)

    def _note(self, context: grpc.ServicerContext) -> None:
        self.tokens += [v for k, v in context.invocation_metadata() if k == "authorization"]
