"""A server that nobody may ever call: whoever does has done what a partner's text told them to."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket


class Beacon(ThreadingHTTPServer):
    """Listens on loopback and notes every connection, whatever is then asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.calls: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def get_request(self) -> tuple[socket, tuple[str, int]]:
        """Note a connection before anything is read of it."""
        request, address = super().get_request()
        self.calls.append(f"a connection from port {address[1]}")
        return request, address

    def stop(self) -> None:
        """Stop listening."""
        self.shutdown()
        self.server_close()


class _Answer(BaseHTTPRequestHandler):
    server: Beacon

    def do_GET(self) -> None:
        self.server.calls.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
