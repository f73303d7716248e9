"""Checks that keep the row and tell of a doubt: dates that cannot be, dates out of order, endings without an outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from rollcall.definitions.calendar import add_years
from rollcall.definitions.table import Kind
from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.values.block import Block
from rollcall.intake.values.people_named import shown_word
from rollcall.intake.values.prepare import day_number
from rollcall.intake.values.words import HELD_INSIDE

ADULT_FROM = 26  # the age by which an EHC plan has ended

_OVER_FOR_SURE = ("diagnosed", "not_diagnosed", "withdrawn", "rejected", "moved_away")  # not "other", and no word of the partner's own

Doubt = Callable[[Block, np.ndarray, date], list[Finding]]


def _kept_with_a_warning(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    """UPNs of councils that are not known, and free text of which nothing is kept because it reads as somebody's name."""
    findings: list[Finding] = []
    for values in block.columns.values():
        if values.warned:
            code = "upn_unknown_council" if values.column.kind is Kind.UPN else "reads_as_a_name"
            rows = np.flatnonzero(kept & np.isin(values.rows, list(values.warned)))
            findings += block.finding_together(code, values.column.name, rows, {"heading": values.heading})
    return findings


def _dates_to_come(block: Block, kept: np.ndarray, today: date) -> list[Finding]:
    findings: list[Finding] = []
    for values in block.columns.values():
        if values.column.kind is Kind.DATE and values.column.says_as_at:
            rows = np.flatnonzero(kept & (values.days > day_number(today)))
            findings += block.findings("date_in_future", values.column.name, rows, {"heading": values.heading})
    return findings


def _births(block: Block, kept: np.ndarray, today: date) -> list[Finding]:
    values = block.columns.get("date_of_birth")
    if values is None:
        return []
    to_come = kept & (values.days > day_number(today))
    long_ago = kept & values.has & (values.days <= day_number(add_years(today, -ADULT_FROM)))
    aged_25 = kept & values.has & ~long_ago & (values.days <= day_number(add_years(today, 1 - ADULT_FROM)))
    return [
        *block.findings("aged_25", "date_of_birth", np.flatnonzero(aged_25)),
        *block.findings("birth_in_future", "date_of_birth", np.flatnonzero(to_come)),
        *block.findings("birth_long_ago", "date_of_birth", np.flatnonzero(long_ago), {"age": ADULT_FROM}),
    ]


def _out_of_order(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    findings: list[Finding] = []
    for rule in block.table.dates_in_order:
        earlier, later = block.columns.get(rule.earlier), block.columns.get(rule.later)
        if earlier and later:
            rows = np.flatnonzero(kept & earlier.has & later.has & (later.days < earlier.days))
            told = {"earlier": earlier.heading, "later": later.heading}
            findings += block.findings(rule.code, rule.later, rows, told)
    return findings


def _more_missed_than_possible(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    possible, missed = block.columns.get("sessions_possible"), block.columns.get("sessions_missed")
    if possible is None or missed is None:
        return []
    return block.findings("missed_more_than_possible", "sessions_missed", np.flatnonzero(kept & (missed.numbers > possible.numbers)))


def _endings(block: Block, kept: np.ndarray, today: date) -> list[Finding]:
    ended, outcome = block.columns.get("end_date"), block.columns.get("outcome")
    if block.table.name != "spells" or ended is None or outcome is None:
        return []
    over = ended.has & (ended.days <= day_number(today))
    unsaid = np.flatnonzero(kept & over & ~outcome.has & ~outcome.bad)
    returned = np.flatnonzero(kept & outcome.is_value("returned_to_school") & ~ended.has & ~ended.bad)
    return [*block.findings("ended_without_outcome", "outcome", unsaid), *block.findings("returned_without_end_date", "end_date", returned)]


def _seen_after_the_end(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    seen, ended = block.columns.get("last_seen_date"), block.columns.get("end_date")
    if block.table.name != "spells" or seen is None or ended is None:
        return []
    return block.findings("last_seen_after_end", "last_seen_date", np.flatnonzero(kept & seen.has & ended.has & (seen.days > ended.days)))


def _over_without_a_date(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    """Referrals that are said to be over, and for which no day says so: they count as waiting."""
    outcome = block.columns.get("outcome")
    if block.table.name != "diagnostic_waits" or outcome is None:
        return []
    over = np.logical_or.reduce([outcome.is_value(code) for code in _OVER_FOR_SURE])
    dated = [block.columns[name] for name in ("assessment_start_date", "closed_date") if name in block.columns]
    undated = ~np.logical_or.reduce([values.has | values.bad for values in dated]) if dated else np.ones(block.count, bool)
    return block.findings("outcome_without_date", "outcome", np.flatnonzero(kept & over & undated))


def _seen_and_not(block: Block, kept: np.ndarray, today: date) -> list[Finding]:
    """Children who were seen, with a status that says they were not."""
    status, seen = block.columns.get("status"), block.columns.get("first_seen_date")
    if block.table.name != "health_access" or status is None or seen is None:
        return []
    waits = np.logical_or.reduce([status.is_value(code) for code in ("waiting", "not_referred")])
    rows = np.flatnonzero(kept & waits & seen.has & (seen.days <= day_number(today)))
    return block.findings("waiting_and_seen", "status", rows, {"heading": status.heading})


def _date_styles(block: Block, _kept: np.ndarray, _today: date) -> list[Finding]:
    findings = []
    for values in block.columns.values():
        evidence, told = values.evidence, {"heading": values.heading}
        if evidence and evidence.reads_month_first and not evidence.chosen:
            rows = evidence.month_first + evidence.either
            findings.append(block.place.finding(CHECKS["read_month_first"], evidence.cell, told, rows, column=values.column.name))
        if evidence and evidence.turned and not evidence.chosen:
            findings.append(block.place.finding(CHECKS["dates_half_turned"], evidence.cell, told, block.count, column=values.column.name))
    return findings


def _read_by_part(block: Block, kept: np.ndarray, _today: date) -> list[Finding]:
    """Words of a closed list that hold a known word among unknown ones: read, and said."""
    findings: list[Finding] = []
    for name, values in block.columns.items():
        column = values.column
        if column.codes is None or column.kind is not Kind.CODE:
            continue
        held = {match.typed: match.code for match in values.matches if match.code and match.confidence == HELD_INSIDE}
        for number, word in enumerate(values.words if held else ()):
            if word in held:
                rows = np.flatnonzero(kept & (values.rows == number))
                told = {"heading": values.heading, "typed": shown_word(word, len(rows)), "label": column.codes.labels[str(held[word])]}
                findings += block.finding_together("read_by_part", name, rows, told)
    return findings


DOUBTS: tuple[Doubt, ...] = (
    _read_by_part,
    _kept_with_a_warning,
    _dates_to_come,
    _births,
    _out_of_order,
    _more_missed_than_possible,
    _endings,
    _seen_after_the_end,
    _over_without_a_date,
    _seen_and_not,
    _date_styles,
)
