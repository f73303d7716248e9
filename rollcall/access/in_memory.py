"""Files that are brought in stay in memory while they arrive: none of them is put on the disk as it is."""

from __future__ import annotations

import sys

from starlette.formparsers import MultiPartParser


def keep_uploads_in_memory() -> None:
    """Called before anything is answered. Starlette would write what is larger than a megabyte to a temporary file, in plain text.

    How much one request can hold in memory is still bounded: Streamlit ends it at `server.maxUploadSize` and one megabyte.
    """
    MultiPartParser.spool_max_size = sys.maxsize
