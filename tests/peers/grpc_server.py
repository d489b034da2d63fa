"""A gRPC server on this machine, for peers that play a service of Google's."""

from collections.abc import Mapping, Sequence
from concurrent import futures

import grpc


def listen(
    services: Mapping[str, Mapping[str, grpc.RpcMethodHandler]],
    *,
    socket: str = "",
    options: Sequence[tuple[str, int]] = (),
) -> tuple[grpc.Server, int]:
    """Start one; gives it and its port.

    Args:
        services: by full name, their methods by name.
        socket: a path to listen at as well, for connections that carry credentials; gRPC sends
            none over a line that could be overheard.
    """
    server = grpc.server(futures.ThreadPoolExecutor(4), options=list(options))
    server.add_generic_rpc_handlers(
        tuple(grpc.method_handlers_generic_handler(*each) for each in services.items())
    )
    port = server.add_insecure_port("127.0.0.1:0")
    if socket:
        local = grpc.local_server_credentials(grpc.LocalConnectionType.UDS)
        server.add_secure_port(f"unix:{socket}", local)
    server.start()
    return server, port
