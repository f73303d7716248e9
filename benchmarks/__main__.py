"""Runs the benchmarks and prints one table: `make bench`, or `python -m benchmarks intake` for one of them."""

from __future__ import annotations

import importlib
import sys

from benchmarks.measure import Line, as_table

ALL = ("intake", "guard", "dropped", "upload", "page", "questions")


def main(names: list[str]) -> int:
    """Measure, print, and give 1 when a promise is not kept."""
    lines: list[Line] = []
    for name in names or ALL:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        lines += importlib.import_module(f"benchmarks.{name}").measure()
    print(as_table(lines))
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
