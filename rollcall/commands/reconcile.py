"""`python -m rollcall reconcile`: totals of published files as Rollcall works them out, against the published ones, row by row."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rollcall.commands import Adder
from rollcall.errors import FileRefused

if TYPE_CHECKING:
    from rollcall.intake.examined import Examined
    from rollcall.intake.reconciling.comparison import Reconciled

ALL_MATCH, SOME_DO_NOT = 0, 1


def add(command: Adder) -> None:
    """Put the command on the parser."""
    reconcile = command(
        "reconcile",
        _reconcile,
        "Hold the totals of published files against what they add up to (0 when all match, 1 when some do not, 2 when there are none).",
    )
    reconcile.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a published file, or a folder of them")
    reconcile.add_argument("--format", choices=("table", "csv", "json"), default="table", help="csv and json give every row")


def _reconcile(given: argparse.Namespace) -> int:
    from rollcall.intake.intake import examine
    from rollcall.intake.reading.paths import files_at
    from rollcall.intake.reconciling.comparison import Verdict
    from rollcall.intake.reconciling.reconcile import reconcile
    from rollcall.store import Store

    store = Store.open()
    try:
        examined = examine(files_at(given.files), store)
    finally:
        store.close()
    reconciled = [one for one in reconcile(examined.prepared) if one.comparisons]
    if not reconciled:
        raise FileRefused(_why_nothing(examined))
    {"table": _as_table, "csv": _as_csv, "json": _as_json}[given.format](reconciled)
    return SOME_DO_NOT if any(one.having(Verdict.DIFFERS) for one in reconciled) else ALL_MATCH


def _as_table(reconciled: Sequence[Reconciled]) -> None:
    for one in reconciled:
        for line in _lines(one):
            print("".join(letter if letter.isprintable() else " " for letter in line).rstrip())


def _lines(one: Reconciled) -> Iterator[str]:
    from rollcall.intake.reconciling.comparison import Verdict, counted, said

    yield f"{one.file}: {one.title}"
    if one.headline:
        yield f"  {one.headline.verdict}: {one.headline.sentence}"
    yield f"  {'':<52}{'matches':>10}{'does not':>10}{'cannot be told':>16}"
    for kind, counts in counted(one.comparisons).items():
        yield f"  {kind:<52}{counts[Verdict.MATCHES]:>10,}{counts[Verdict.DIFFERS]:>10,}{counts[Verdict.OPEN]:>16,}"
    yield from (f"  {left}" for left in one.left)
    for each in one.differing:
        yield f"  DOES NOT MATCH  {each.sentence} See {each.where}."
    yield from (f"  LOOK AT  {suspect}" for suspect in one.suspects)
    kind = ""
    for each in one.for_england:
        if each.kind != kind:
            kind = each.kind
            yield f"  {'worked out':>14}{'published':>14}  {kind}"
        at_least = "≥ " if each.verdict is Verdict.OPEN else ""
        numbers = f"{at_least + said(each.computed):>14}{said(each.published):>14}"
        yield f"  {numbers}  {each.what.removeprefix('England: ')}: {each.verdict}"
    yield ""


def _as_csv(reconciled: Sequence[Reconciled]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(("file", "source", "row", "held against", "what", "worked out", "published", "allowed", "verdict", "why"))
    for one in reconciled:
        for each in one.comparisons:
            numbers = each.computed, each.published, each.allowed
            writer.writerow((one.file, each.source, each.row, each.kind, each.what, *numbers, each.verdict, each.why))


def _as_json(reconciled: Sequence[Reconciled]) -> None:
    print(json.dumps([asdict(one) for one in reconciled], ensure_ascii=False, indent=2))


def _why_nothing(examined: Examined) -> str:
    refused = [f"{file.file}: {file.refused}" for file in examined.files if file.refused]
    if refused and len(refused) == len(examined.files):
        return refused[0]
    return (
        "Nothing to reconcile: no file here is a published one that holds both totals and what they are made of. Give DfE's data files "
        "(home education, missing education, EHC plans, absence) or NHS England's community health waiting lists, whole as published."
    )
