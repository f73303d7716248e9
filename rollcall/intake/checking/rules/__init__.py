"""Rules that need more than one row, more than one sheet, or a column that is not kept: what lists and registers say of one child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.listed import carried_by
from rollcall.intake.checking.rules import ages, annex_a, partners_agree, periods, told_twice
from rollcall.intake.checking.rules.roll import call_the_roll
from rollcall.intake.found_table import FoundTable
from rollcall.store import Store


def broken_rules(tables: Sequence[FoundTable], partners: Sequence[str], store: Store, day: date) -> list[Finding]:
    """What the tables of a drop, linked already, say that cannot be on the day they speak for."""
    found = [
        (table, partner) for table, partner in zip(tables, partners, strict=True) if table.block is not None and table.judged is not None
    ]
    known, sent_by = [table for table, _ in found], [partner for _, partner in found]
    senders = {sender for _, partner in found for sender in (partner, carried_by(partner))}
    if not known:
        return []
    roll = call_the_roll(known, store)
    out = periods.gather(known, roll)
    return [
        *told_twice.broken_rules(known, sent_by, senders, store, day),
        *partners_agree.broken_rules(known, sent_by, store),
        *periods.broken_rules(out, roll, senders, store, day),
        *ages.broken_rules(known, roll, day),
        *annex_a.broken_rules(known, roll, out, store, day),
    ]
