"""Prints how well each house style is recognised: `python -m tests.accuracy [docs/accuracy.md] [--why WORD]`."""

from __future__ import annotations

import sys
from pathlib import Path

from rollcall.store import Store
from tests.accuracy.measure import measure
from tests.accuracy.report import as_manual, as_text, reasons
from tests.accuracy.styles import STYLES

if __name__ == "__main__":
    arguments = sys.argv[1:]
    why = arguments[arguments.index("--why") + 1] if "--why" in arguments else None
    chosen = [
        style for style in STYLES if why is None or why.casefold() in style.name.casefold() or (why == "tuned" and not style.held_out)
    ]
    store = Store.open()
    scores = measure(chosen, store)
    store.close()
    print(reasons(scores) if why else as_text(chosen, scores))
    if arguments and not why:
        Path(arguments[0]).write_text(as_manual(chosen, scores), encoding="utf-8")
