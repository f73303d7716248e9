"""Tries one table on a block of a sheet, scores what its headings, values and labels say, and tells whether that is enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rollcall.definitions.table import Table
from rollcall.intake.checking.needed import still_needed
from rollcall.intake.choices import Choices
from rollcall.intake.recognising.assign import IN_COLUMNS, assign
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.helping import says_attended
from rollcall.intake.recognising.labels import BY_HAND, Labels, Said, can_be_said
from rollcall.intake.recognising.shapes import Shape

_SURE_ENOUGH_TABLE = 0.55
_ADMISSIONS = "in_year_admissions"
_EVENT_TABLES = ("spells", "diagnostic_waits", "health_access", _ADMISSIONS, "attendance")
_DEFINING = {"category", "assessment", "service", "status"}  # a sheet without them could be of many things
_ENOUGH_TO_BE_SURE = 4
_PLAINLY = 1.2  # more than any label speaks for another table


@dataclass(frozen=True)
class Trial:
    """One table tried on a block."""

    table: Table
    chosen: dict[int, tuple[str, float]]  # place -> column, confidence
    said: dict[str, Said]
    strength: dict[str, float]  # of each required column
    score: float
    words: float
    wide: dict[int, str]
    explained: float  # share of the headings that it explains
    names_people: bool

    @property
    def sure(self) -> dict[str, float]:
        """How sure each matched column is."""
        return dict(self.chosen.values())

    @property
    def matched(self) -> set[str]:
        """The columns that headings were given to."""
        return set(self.sure)

    @property
    def lacking(self) -> set[str]:
        """Required columns that nothing gives."""
        return {name for name, strength in self.strength.items() if strength == 0}


def try_table(
    table: Table,
    header: Header,
    shapes: Mapping[int, Shape],
    personal: set[int],
    labels: Labels,
    by_hand: Mapping[int, str | None],
    every: Mapping[str, str],
) -> Trial:
    """Try a table, with what was said by hand of columns, by their places, and of every row."""
    chosen, wide = assign(table, header, shapes, personal, by_hand)
    every_row = _of_every_row(table, every)
    chosen = {place: (name, sure) for place, (name, sure) in chosen.items() if name not in every_row}
    if any(name in every_row for name in IN_COLUMNS.get(table.name, ())[:1]):
        wide = {}
    said = _from_labels(table, labels, {name for name, _ in chosen.values()}) | every_row
    if wide:
        said = {name: value for name, value in said.items() if name not in IN_COLUMNS[table.name]}
    words = labels.speak_for(table)
    if table.name == _ADMISSIONS:
        words = _PLAINLY if labels.of_in_year_admissions else -1.0 if labels.speak_of_another(table) else words
    if words > 0:
        chosen |= still_needed(table, header, shapes, personal, chosen, {name: each.value for name, each in said.items()})
    return _score(table, header, chosen, said, personal, words, wide)


def _from_labels(table: Table, labels: Labels, taken: set[str]) -> dict[str, Said]:
    said: dict[str, Said] = {}
    for column in table.columns:
        if not column.implied or column.name in taken:
            continue
        if labels.said and labels.said[0] == column.name:
            value: Said | None = labels.said[1]
        else:
            value = labels.implied(column.codes) if column.codes else labels.implied_term() if column.name == "term" else None
        if value:
            said[column.name] = value
    return said


def _of_every_row(table: Table, every: Mapping[str, str]) -> dict[str, Said]:
    """What was said by hand of every row, as if a label said it."""
    by_name = table.by_name
    return {name: Said(value, BY_HAND) for name, value in every.items() if name in by_name and can_be_said(by_name[name], value)}


def _score(
    table: Table,
    header: Header,
    chosen: dict[int, tuple[str, float]],
    said: dict[str, Said],
    personal: set[int],
    words: float,
    wide: dict[int, str],
) -> Trial:
    sure = dict(chosen.values())
    strength = {
        name: sure.get(name, (0.6 if said[name].where == "the file name" else 0.85) if name in said else 0.0) for name in table.required
    }
    if wide:
        strength |= dict.fromkeys(IN_COLUMNS[table.name], 0.9)
    if table.name == "health_access" and strength["status"] == 0 and {"first_seen_date", "referred_date"} & set(sure):
        strength["status"] = 0.6
    if table.name == "attendance" and not strength["sessions_missed"] and any(says_attended(heading) for heading in header.headings):
        strength["sessions_missed"] = 0.7
    if table.name == "attendance" and not strength["term"] and strength["sessions_possible"] and strength["sessions_missed"]:
        strength["term"] = 0.3
    need = list(strength.values())
    if table.identifiers:
        need.append(max((sure.get(name, 0.0) for name in table.identifiers), default=0.0))
    headed = [place for place, heading in enumerate(header.headings) if heading and place not in personal]
    explained = len([place for place in headed if place in chosen or place in wide]) / max(len(headed), 1)
    more = sum(name not in table.required and name not in table.identifiers for name in sure)
    score = 0.62 * sum(need) / max(len(need), 1) + 0.14 * explained + 0.10 * min(1.0, more / 3) + 0.14 * words
    return Trial(table, chosen, said, strength, score, words, wide, explained, bool(personal))


def likeliest(by_name: Mapping[str, Trial], choices: Choices) -> tuple[Trial, bool]:
    """The table that is chosen, else the likeliest, and whether the sheet is taken for it."""
    if chosen := by_name.get(choices.table or ""):
        return chosen, True
    if not _is_admissions(by_name[_ADMISSIONS], max(by_name[name].words for name in _EVENT_TABLES)):
        by_name = {name: trial for name, trial in by_name.items() if name != _ADMISSIONS}
    trials = _children_ride_along(by_name)
    sure = [trial for trial in trials if _is_sure(trial)]
    return max(sure or trials, key=lambda trial: trial.score), bool(sure)


def _children_ride_along(by_name: Mapping[str, Trial]) -> list[Trial]:
    """Dates of birth and SEN status ride along on registers and waiting lists; start dates and referrals do not on lists of children."""
    trials = list(by_name.values())
    complete = [by_name[name] for name in _EVENT_TABLES if name in by_name and min(by_name[name].strength.values()) >= 0.5]
    children = by_name["children"]
    headed = [trial for trial in complete if not trial.said and min(trial.strength.values()) >= 0.8]
    if not complete or (not headed and children.words > max(trial.words for trial in complete) + 0.2):
        return trials
    return [replace(trial, score=trial.score - 0.25) if trial is children else trial for trial in trials]


def _is_sure(trial: Trial) -> bool:
    """Whether a sheet is taken for its likeliest table, or left: a wrong guess costs more than none."""
    if trial.score < _SURE_ENOUGH_TABLE - (0.0 if trial.lacking else 0.05):
        return False
    if trial.table.name == "population":
        return not trial.lacking and _is_population(trial)
    matched = trial.matched
    if trial.table.identifiers and not matched & set(trial.table.identifiers):
        return not trial.lacking and (trial.words > 0 or trial.names_people)
    telling = [name for name, sure in trial.sure.items() if name not in trial.table.identifiers and sure >= 0.55]
    certain = [name for name in telling if trial.sure[name] > 0.7]
    if trial.lacking:
        defining_there = not trial.lacking & _DEFINING
        return bool(telling or trial.wide) and (
            trial.words > 0 or (defining_there and len(certain) >= _ENOUGH_TO_BE_SURE and trial.explained >= 0.7)
        )
    return bool(certain or trial.wide or (telling and trial.words > 0) or len(telling) >= 3)


def _is_admissions(trial: Trial, most_words: float) -> bool:
    """A date of an application could be of anything that people apply for, unless it is said, and nothing else is said more plainly, or a
    school and a lost place go with it."""
    if trial.words < most_words:
        return False
    if trial.words > 0:
        return bool({"school_applied_for", "decision", "place_lost_date"} & trial.matched)
    return trial.words == 0 and {"school_applied_for", "place_lost_date"} <= trial.matched


def _is_population(trial: Trial) -> bool:
    """A count by area could be of anything, unless it is said, dated, or by SEN status as well."""
    by = {"locality", "sen_status"} & trial.matched
    return bool(by) and (trial.words > 0 or "as_at" in trial.matched or len(by) == 2)
