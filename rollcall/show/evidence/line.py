"""A question that a self-evaluation has to answer, and how it is answered: by a sentence, by a thin one, or by what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from rollcall.answers.ask import question_named
from rollcall.answers.evidence import Evidence, Strength
from rollcall.show.asking import Asked
from rollcall.show.labels import heading, table_title
from rollcall.show.sentences import day, listed, lower_first, per_cent

_STALE = timedelta(days=92)
_THIN = 0.8  # less of a column than this, and what is counted by it is weak


@dataclass(frozen=True)
class Told:
    """A sentence by rule. `thin` says why it carries little; `note` what has to be known to read it."""

    sentence: str
    thin: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One question, the spreadsheets and columns that it leans on, and the rule that writes the sentence."""

    asks: str
    say: Callable[[Asked], Told]
    needs: tuple[str, ...]
    questions: tuple[str, ...]
    measures: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # spreadsheet kind and column: where many rows lack it, the answer is thin
    over_all_services: bool = False
    only_with: tuple[tuple[str, str], ...] = ()  # spreadsheet kind and column: where no row has one of them, the lead is told so

    @property
    def for_the_lead(self) -> bool:
        """Whether it is answered from what the lead alone may ask."""
        return any(question.lists_children or question.for_the_lead for question in map(question_named, self.questions))


def evidence(asked: Asked, line: Line) -> Evidence:
    """What the data says to one question."""
    if missing := asked.missing(*line.needs):
        titles = [table_title(table) for table in missing]
        have = "has" if len(titles) == 1 else "have"
        return _unanswered(asked, line, f"This cannot be answered yet: {listed(titles)} {have} not been brought in.")
    if line.for_the_lead and not asked.exact:
        why = "This is counted from what the lead alone may see, so it is in the lead's own copy and in none that is shared."
        return _unanswered(asked, line, why)
    if line.over_all_services and not asked.visit.viewer.sees_all_services:
        return _unanswered(asked, line, "This counts over every health service, and some of them are not yours to see.")
    if lacking := [one for one in line.only_with if asked.exact and not _filled(asked).get(one)]:
        table, column = lacking[0]
        why = f"This cannot be answered yet: no file of {lower_first(table_title(table))} records {lower_first(heading(column))}."
        return _unanswered(asked, line, why)
    told = line.say(asked)
    weak = [reason for reason in (told.thin, *_blank(asked, line), *_stale(asked, line)) if reason]
    return Evidence(
        line.asks,
        told.sentence,
        Strength.THIN if weak else Strength.STANDS,
        asked.as_at,
        " ".join([*weak, *([told.note] if told.note else [])]),
        line.questions,
        line.measures,
        _dated_source(asked, line.needs),
    )


def _unanswered(asked: Asked, line: Line, why: str) -> Evidence:
    return Evidence(line.asks, why, Strength.UNANSWERED, asked.as_at, "", line.questions, line.measures)


def _blank(asked: Asked, line: Line) -> list[str]:
    """Columns that too many rows lack."""
    filled = _filled(asked) if line.columns and asked.exact else {}
    return [
        f"Only {per_cent(share)} of the rows of {lower_first(table_title(table))} say {lower_first(heading(column))}."
        for table, column in line.columns
        if (share := filled.get((table, column))) is not None and share < _THIN
    ]


def _filled(asked: Asked) -> dict[tuple[str, str], float]:
    """What part of the rows has each column of each spreadsheet."""
    kept = asked.visit.ask("completeness").records()
    return {
        (row["table_name"], row["column_name"]): row["filled"] / row["rows"] for row in kept if row["rows"] and row["filled"] is not None
    }


def _latest(asked: Asked, tables: tuple[str, ...]) -> dict[tuple[str, str], date]:
    """The day that each partner's latest file of these kinds speaks for."""
    found: dict[tuple[str, str], date] = {}
    for row in asked.visit.ask("files_kept").records():
        if row["table_name"] in tables:
            key = row["table_name"], row["partner"]
            found[key] = max(found.get(key, row["as_at"]), row["as_at"])
    return found


def _stale(asked: Asked, line: Line) -> list[str]:
    return [
        f"{table_title(table)} of {partner} speaks for {day(on)}, {(asked.as_at - on).days} days before."
        for (table, partner), on in sorted(_latest(asked, line.needs).items())
        if table != "population" and asked.as_at - on > _STALE
    ]


def _dated_source(asked: Asked, tables: tuple[str, ...]) -> str:
    """'Periods not in school (Example Council and Example Schools, 31 October 2026)'."""
    said = []
    for table in tables:
        partners: dict[date, list[str]] = {}
        for (_, partner), on in sorted(_latest(asked, (table,)).items()):
            partners.setdefault(on, []).append(partner)
        told = "; ".join(f"{listed(names)}, {day(on)}" for on, names in sorted(partners.items(), reverse=True))
        said += [f"{table_title(table)} ({told})"] if told else []
    return "; ".join(said)
