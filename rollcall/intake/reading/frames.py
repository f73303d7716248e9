"""How the server and its reading process talk: a short header in JSON, then a body of bytes."""

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct(">IQ")
WANTED_MORE_MEMORY = 77  # what the reading process exits with when Python itself runs out of memory


def send(stream: IO[bytes], header: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """Write one message and flush it."""
    written = json.dumps(header).encode()
    stream.write(LENGTHS.pack(len(written), len(body)) + written)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message; EOFError when the other side has gone."""
    header_length, body_length = LENGTHS.unpack(_exactly(stream, LENGTHS.size))
    header = json.loads(_exactly(stream, header_length))
    return header, _exactly(stream, body_length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError("the other side ended in the middle of a message")
    return data
