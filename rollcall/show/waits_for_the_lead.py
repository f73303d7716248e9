"""Diagnostic waits, for the lead: how long those had waited whose assessment has started, and who has support meanwhile."""

from __future__ import annotations

from dataclasses import replace

from rollcall.answers.statistics import wilson
from rollcall.show import diagnostic_waits
from rollcall.show.asking import Asked
from rollcall.show.figures import Kind, Series
from rollcall.show.labels import by_size, label
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, lower_first, people, per_cent, weeks

_NICE = "NICE asks that an autism assessment starts within three months of referral; it sets no longest wait for ADHD."
_OVER = (
    "Waits that are over: from referral received to the start of the assessment, by the twelve months in which it started. Those who still "
    "wait are not among them, and are counted above."
)


def completed(asked: Asked) -> Section:
    """How long those had waited whose assessment started in the last twelve months: apart from those who still wait."""
    answer = asked.answer("diagnostic_waits_completed")
    rows = by_size(answer.records(), "assessment", "started")
    if not rows:
        return nothing(diagnostic_waits.TABLE, "No assessment is recorded as started in the last twelve months")
    summaries = [diagnostic_waits.summary(row["weeks"]) for row in rows]
    known = [(row, half) for row, (half, _) in zip(rows, summaries, strict=True) if half is not None]
    finding = "Too few assessments started in twelve months to say how long those had waited"
    autism = next((row for row in rows if row["assessment"] == "autism" and row["started"] >= diagnostic_waits.FEWEST), None)
    notes = [_OVER]
    if autism:
        low, high = wilson(autism["within_3_months"], autism["started"]) or (0.0, 1.0)
        soon = amount(autism["within_3_months"]) if autism["within_3_months"] else "None"
        finding = f"{soon} of {amount(autism['started'])} autism assessments started within three months of referral"
        share = per_cent(autism["within_3_months"] / autism["started"])
        notes.append(f"Autism within three months: {share}; 95% interval {per_cent(low)} to {per_cent(high)} (Wilson). {_NICE}")
    elif known:
        row, half = known[0]
        name = lower_first(label("assessment", row["assessment"]))
        finding = f"Half of those whose {name} assessment started had waited {weeks(half)} or longer"
    longest = tuple(row["longest_weeks"] if half is not None else None for row, (half, _) in zip(rows, summaries, strict=True))
    if len(known) < len(rows):
        notes.append(f"Assessments of which fewer than {diagnostic_waits.FEWEST} started are not summed up.")
    figure = diagnostic_waits.figure_of(
        asked,
        Kind.WHISKERS,
        finding,
        "weeks",
        tuple(label("assessment", row["assessment"]) for row in rows),
        (
            Series("Half had waited less than this", tuple(half for half, _ in summaries)),
            Series("92 in 100 had waited less than this", tuple(most for _, most in summaries)),
            Series("Longest", longest),
        ),
        "Assessment",
    )
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def support(asked: Asked) -> Section:
    """Who has support meanwhile, by assessment; who is said to have none; and of whom nothing is recorded."""
    answer = asked.answer("support_while_waiting")
    rows = by_size(answer.records(), "assessment", "waiting")
    if not rows:
        return nothing(diagnostic_waits.TABLE)
    waiting, some, unknown = (sum(row[name] for row in rows) for name in ("waiting", "some_support", "support_not_recorded"))
    finding = f"{amount(some)} of {people(waiting, one='referral', many='referrals')} that wait {'has' if some == 1 else 'have'} support "
    finding += f"meanwhile; for {amount(unknown)} nothing is recorded"
    if not waiting - unknown:
        finding = "Nobody can say who has support while they wait: it is recorded for none"
    figure = replace(
        diagnostic_waits.figure_of(
            asked,
            Kind.STACKED,
            finding,
            "referrals",
            tuple(label("assessment", row["assessment"]) for row in rows),
            (
                Series("Some support", tuple(row["some_support"] for row in rows)),
                Series("None, or declined", tuple(row["no_support"] for row in rows)),
                Series("Not recorded", tuple(row["support_not_recorded"] for row in rows), context=True),
            ),
            "Assessment",
        ),
        totals=tuple(row["waiting"] for row in rows),
    )
    notes = ["Not recorded is not the same as none. What is offered is as partners name it, and says nothing of whether it helps."]
    if waiting >= diagnostic_waits.FEWEST:
        low, high = wilson(some, waiting) or (0.0, 1.0)
        notes.insert(0, f"{per_cent(some / waiting)} have support recorded; 95% interval {per_cent(low)} to {per_cent(high)} (Wilson).")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)
