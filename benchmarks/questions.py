"""How much slower every question is over a million children than over ten thousand: at most ten times.

Children, spells, waits and health records are made up straight into two stores in memory. A question is measured from `Visit.ask` with
nothing remembered: its filters, its SQL, its footnotes. Medians of the rounds; sizes take turns, so that a busy moment falls on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import pyarrow as pa

from benchmarks.measure import Line, at_most, in_turn, seconds
from rollcall.access import Role, Viewer
from rollcall.answers import ask
from rollcall.answers.question import QUESTIONS
from rollcall.store import Prepared, Store

AS_AT = date(2026, 10, 31)
SMALL, LARGE = 10_000, 1_000_000
MOST_TIMES = 10.0

# Made in SQL, for a million rows come out of Python too slowly. h() spreads a number evenly, the same in every run.
_H = "(hash({0}::BIGINT * 31 + {1}) % 1000000) / 1000000.0"


def _pick(words: list[str | None], salt: int, of: str = "n") -> str:
    listed = ", ".join("NULL" if word is None else f"'{word}'" for word in words)
    return f"[{listed}][1 + floor({_H.format(of, salt)} * {len(words)})::INTEGER]"


def _days(back: int, salt: int, of: str = "n") -> str:
    return f"(DATE '{AS_AT}' - floor({_H.format(of, salt)} * {back})::INTEGER)"


_CATEGORIES: list[str | None] = [
    "cme",
    "ehe",
    "ehe",
    "ehe",
    "eotas",
    "unregistered_ap",
    "flexi_schooled",
    "part_time",
    "part_time",
    "severely_absent",
]
_REASONS: list[str | None] = ["Mental health", "Lifestyle", "School dissatisfaction SEND", "Unknown", None]
_SERVICES = [
    "slt",
    "ot",
    "physio",
    "camhs",
    "community_paediatrics",
    "school_nursing",
    "audiology",
    "dietetics",
    "continence",
    "wheelchair",
]
_PROVIDERS: list[str | None] = ["Riverside Trust", "Hill Trust", "Therapy Partners"]
_LOCALITIES: list[str | None] = ["North", "South", "East", "West", "Centre", None]
_NEEDS: list[str | None] = ["ASD", "SEMH", "SLCN", "MLD", "SPLD", "PD", None]


def _sources(children: int) -> dict[str, str]:
    """A select for each spreadsheet kind: about 12% of children with a spell, 10% with a wait, one health record each, two terms in which
    4% missed half or more (the national share of SEN support)."""
    child = f"'C' || floor({_H.format('n', 1)} * {children})::BIGINT"
    spells, waits = children * 12 // 100, children // 10
    return {
        "children": f"""
            SELECT 'C' || n AS child_id, {_days(16 * 365, 2)} - 2 * 365 AS date_of_birth,
            {_pick(["E", "E", "K", "K", "K", "K", "K", "N"], 3)} AS sen_status,
                {_pick(["F", "M"], 4)} AS sex, {_pick(_NEEDS, 5)} AS primary_need, {_pick(_LOCALITIES, 6)} AS locality,
                {_pick(["none", "none", "none", "child_in_need", "looked_after"], 7)} AS social_care,
                CASE WHEN {_H.format("n", 8)} < 0.98 THEN '1' || (n % 300) END AS school_urn
            FROM range({children}) AS rows(n)""",
        "spells": f"""
            WITH started AS (SELECT n, {_days(1200, 10)} AS start_date FROM range({spells}) AS rows(n))
            SELECT {child} AS child_id, {_pick(_CATEGORIES, 11)} AS category, start_date,
                CASE WHEN {_H.format("n", 12)} < 0.5 THEN start_date + floor({_H.format("n", 13)} * 400)::INTEGER END AS end_date,
                CASE WHEN {_H.format("n", 12)} < 0.5
                    THEN {_pick(["returned_to_school", "returned_to_school", "moved_away"], 14)} END AS outcome,
                {_pick(["mainstream", "special", None], 15)} AS destination, {_pick(_REASONS, 16)} AS reason,
                'School ' || (n % 90) AS last_school, 'Officer ' || (n % 12) AS lead_professional, {_days(200, 17)} AS last_seen_date,
                {_days(200, 18)} + 100 AS next_review_date
            FROM started""",
        "diagnostic_waits": f"""
            WITH received AS (SELECT n, {_days(1400, 20)} AS referral_received_date FROM range({waits}) AS rows(n))
            SELECT {child} AS child_id,
            {_pick(["autism", "autism", "adhd", "adhd", "neurodevelopmental", "language", "dcd"], 21)} AS assessment,
                referral_received_date,
                CASE WHEN {_H.format("n", 22)} < 0.4
                    THEN referral_received_date + floor({_H.format("n", 23)} * 600)::INTEGER END AS assessment_start_date,
                {_pick(_PROVIDERS, 24)} AS provider
            FROM received""",
        "health_access": f"""
            SELECT 'C' || n AS child_id, {_pick([*_SERVICES], 30)} AS service,
                {_pick(["in_place", "in_place", "waiting", "not_referred", "cannot_access", "not_needed"], 31)} AS status,
                {_days(800, 32)} AS referred_date,
                {_pick(["needs_school_place", "travel", "capacity", None, None, None, None, None], 33)} AS barrier,
                {_pick(_PROVIDERS, 34)} AS provider
            FROM range({children}) AS rows(n)""",
        "attendance": f"""
            SELECT 'C' || n AS child_id, term, 120 AS sessions_possible,
            floor(120 * pow({_H.format("n", 40)}, 16))::INTEGER AS sessions_missed
            FROM range({children}) AS rows(n) CROSS JOIN (SELECT unnest(['Summer 2025/26', 'Autumn 2026/27']) AS term) AS terms""",
        "in_year_admissions": f"""
            WITH received AS (SELECT n, {_days(700, 40)} AS application_received_date FROM range({children // 40}) AS rows(n))
            SELECT {child} AS child_id, application_received_date, 'School ' || (n % 90) AS school_applied_for,
                {_pick(["offered", "refused", "withdrawn", None], 41)} AS decision, application_received_date + 20 AS decision_date,
                CASE WHEN {_H.format("n", 42)} < 0.5 THEN application_received_date - 9 END AS place_lost_date,
                CASE WHEN {_H.format("n", 43)} < 0.3 THEN application_received_date + 35 END AS admitted_date
            FROM received""",
        "services": f"""
            SELECT unnest([{", ".join(f"'{service}'" for service in _SERVICES)}]) AS service, 'Therapy Partners' AS provider,
                'some' AS open_to_children_not_on_a_roll""",
    }


def filled(children: int) -> Store:
    """A store in memory with this many made-up children."""
    store = Store.open()
    parts = []
    for table, sql in _sources(children).items():
        made = store.query(f"SELECT *, 'made up' AS source, 1 AS source_row FROM ({sql}) AS made")
        columns = list(zip(*made.rows, strict=True))
        rows = pa.table({name: pa.array(column) for name, column in zip(made.columns, columns, strict=True)})
        parts.append(Prepared(table, "Made up", AS_AT, ("made up",), made.columns, rows))
    store.keep(parts, by="benchmark")
    return store


def measure(rounds: int = 5) -> Sequence[Line]:
    """A line for every question."""
    lead = Viewer("Benchmark", Role.LEAD)
    visits = [ask.Visit(lead, filled(children)) for children in (SMALL, LARGE)]
    lines = []
    for question in QUESTIONS:
        for visit in visits:
            _ask(visit, question)
        small, large = in_turn([partial(_ask, visit, question) for visit in visits], rounds)
        lines.append(at_most(f"{question}, {LARGE:,} children", large, f"{SMALL:,} children", small, MOST_TIMES))
    return lines


def _ask(visit: ask.Visit, question: str) -> float:
    ask.forget_answers()
    return seconds(lambda: visit.ask(question))
