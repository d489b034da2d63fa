"""A line to a peer on loopback that fails as a test says: what the network does to an answer."""

import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Self

BODY = b"\r\n\r\n"
"""Where the body of an HTTP answer begins."""
_A_LITTLE = 3


class Fault(Enum):
    """What becomes of an answer; the request arrives whole."""

    NONE = auto()
    SLICES = auto()
    """Byte by byte, each in a segment of its own."""
    HANG = auto()
    """Nothing comes, and the line stays open."""
    DRIP = auto()
    """Byte by byte, and a pause after each that no timeout for silence notices."""
    CUT = auto()
    """Ended, as by a peer that went down in order."""
    RESET = auto()
    """Broken off, as by a peer that is gone."""


@dataclass
class FaultProxy:
    """Hands bytes on between a client and `port`.

    Attributes:
        fault: of every connection from now on.
        after: bytes of an answer that come before a CUT or RESET; or those up to a marker, and a
            few more.
        lines: how many connections there were.
    """

    port: int
    fault: Fault = Fault.NONE
    after: int | bytes = 0
    pause: float = 0.03
    lines: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        _close(self._listener)
        self._accepting.join()
        for each in self._open:
            _close(each)

    @property
    def own_port(self) -> int:
        """Where clients are to go."""
        port: int = self._listener.getsockname()[1]
        return port

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            try:
                server = socket.create_connection(("127.0.0.1", self.port))
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError:
                _close(client)
                continue
            self._open.append(server)
            self.lines += 1
            for work in (self._forth, self._back):
                threading.Thread(target=work, args=(client, server), daemon=True).start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65_536):
                server.sendall(data)
        _close(server)

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        seen = b""
        with suppress(OSError):
            while data := server.recv(65_536):
                seen += data
                if not self._hand_on(client, data, seen):
                    _close(server)
                    return
        if self.fault is not Fault.HANG:
            _close(client)

    def _hand_on(self, client: socket.socket, data: bytes, seen: bytes) -> bool:
        """Give the next bytes as the fault wants; False where the line is over."""
        if self.fault is Fault.HANG:
            return True
        if self.fault in {Fault.SLICES, Fault.DRIP}:
            for index in range(len(data)):
                client.sendall(data[index : index + 1])
                if self.fault is Fault.DRIP and self._closing.wait(self.pause):
                    return False
            return True
        if self.fault is Fault.NONE or (end := self._end(seen)) is None:
            client.sendall(data)
            return True
        client.sendall(data[: max(0, end - (len(seen) - len(data)))])
        if self.fault is Fault.RESET:
            # No lingering: what was not sent is dropped, and the other end is told so.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # Whoever reads from it here holds it open: woken so, without a word to the client.
            client.shutdown(socket.SHUT_RD)
            client.close()
        else:
            _close(client)
        return False

    def _end(self, seen: bytes) -> int | None:
        """Where an answer ends; None where it is not that far yet."""
        if isinstance(self.after, int):
            return self.after if len(seen) >= self.after else None
        found = seen.find(self.after)
        end = found + len(self.after) + _A_LITTLE
        return end if found >= 0 and len(seen) >= end else None


def _close(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
