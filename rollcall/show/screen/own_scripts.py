"""The scripts that stand in Streamlit's page itself, by their hashes: no other is run in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from streamlit import file_util

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts() -> tuple[str, ...]:
    """The hashes of the scripts, as a content security policy names them."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
