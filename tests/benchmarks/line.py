"""A line to the server that counts what goes over it: frames are compressed, so their lengths say little."""

import socket
import threading
from contextlib import suppress

AT_ONCE = 65_536


class Line:
    def __init__(self, to: int) -> None:
        self.up = self.down = 0
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            ours, _ = self._listening.accept()
            theirs = socket.create_connection(("127.0.0.1", self._to))
            for end in (ours, theirs):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for way in ((ours, theirs, "up"), (theirs, ours, "down")):
                threading.Thread(target=self._carry, args=way, daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket, way: str) -> None:
        with suppress(OSError):
            while some := here.recv(AT_ONCE):
                setattr(self, way, getattr(self, way) + len(some))
                there.sendall(some)
        with suppress(OSError):
            there.shutdown(socket.SHUT_WR)
