"""An in-process gRPC server that takes messages as Cloud Pub/Sub does, or fails as a test says."""

from collections import deque
from dataclasses import dataclass, field
from typing import Self

import grpc
from google.pubsub_v1 import types

from tests.peers.grpc_server import listen


@dataclass
class PubsubPeer:
    """The service.

    Attributes:
        socket: a path to listen at as well, for connections that carry credentials.
        faults: what the next calls are answered instead.
        asked: how many calls there were.
        messages: those taken, with the topic of each.
        tokens: the Authorization of each call that had one.
    """

    socket: str = ""
    faults: deque[grpc.StatusCode] = field(default_factory=deque)
    asked: int = 0
    messages: list[tuple[str, types.PubsubMessage]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        publish = grpc.unary_unary_rpc_method_handler(
            self._publish,
            types.PublishRequest.deserialize,
            types.PublishResponse.serialize,
        )
        services = {"google.pubsub.v1.Publisher": {"Publish": publish}}
        self._server, self.port = listen(services, socket=self.socket)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop(0).wait()

    def _publish(
        self, request: types.PublishRequest, context: grpc.ServicerContext
    ) -> types.PublishResponse:
        self.asked += 1
        self.tokens += [v for k, v in context.invocation_metadata() if k == "authorization"]
        if self.faults:
            context.abort(self.faults.popleft(), "no")
        self.messages += [(request.topic, each) for each in request.messages]
        ids = [str(len(self.messages)) for _ in request.messages]
        return types.PublishResponse(message_ids=ids)
