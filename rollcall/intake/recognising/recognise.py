"""Says what a sheet is, from its headings, the shape of its values, and its labels, with a confidence and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rollcall.definitions.table import Kind, Table, fold
from rollcall.intake.checking.needed import still_needed
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, heading_keys
from rollcall.intake.recognising.assign import assign
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import RECOGNISED, names_a_person
from rollcall.intake.recognising.helping import helping_columns, says_attended
from rollcall.intake.recognising.hints import looks_like_a_reference
from rollcall.intake.recognising.labels import BETWEEN_THE_ROWS, BY_HAND, Labels, Said, can_be_said
from rollcall.intake.recognising.shapes import Shape

_SURE_ENOUGH_TABLE = 0.55
_EVENT_TABLES = ("spells", "diagnostic_waits", "health_access", "attendance")
_DEFINING = {"category", "assessment", "service", "status"}  # a sheet without them could be of many things
_ENOUGH_TO_BE_SURE = 4
_CARRIES = ("spells", "diagnostic_waits", "health_access")  # registers from which a child's own details are taken when no list has them


@dataclass(frozen=True)
class Match:
    """What one heading was taken for: a column of the table, something personal, or nothing."""

    place: int  # 0 is Excel's column A
    heading: str
    column: str | None
    confidence: float
    personal: bool = False


@dataclass(frozen=True)
class Recognised:
    """What a block of a sheet was taken for, and how sure that is."""

    table: Table | None
    confidence: float
    why: str
    matches: tuple[Match, ...]
    said: Mapping[str, Said] = field(default_factory=dict)  # columns filled from the labels
    helpers: Mapping[str, int] = field(default_factory=dict)  # columns that help to fill another, by what they are
    wide: Mapping[int, str] = field(default_factory=dict)  # columns that each hold the status of one service
    carried: tuple[Match, ...] = ()  # columns of a register that tell of the child, as a list of children would
    spare_references: tuple[Match, ...] = ()  # further columns that could be the child's reference

    def place_of(self, column: str) -> int | None:
        """Where a declared column stands."""
        return next((match.place for match in self.matches if match.column == column), None)


@dataclass(frozen=True)
class _Trial:
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


def recognise(header: Header, columns: Sequence[Coded], labels: Labels, today: date, choices: Choices = NOTHING_CHOSEN) -> Recognised:
    """Try every table on a block, and take the one that is chosen, or that its headings, values and labels speak for."""
    if choices.table == LEFT:
        return Recognised(None, 1.0, "Left as it is, as was said.", _no_matches(header, set()))
    shapes = {
        column.place: Shape(column, header.headings[column.place] if column.place < len(header.headings) else "", today)
        for column in columns
    }
    personal = {place for place, heading in enumerate(header.headings) if heading and names_a_person(heading)}
    said = _said_of_columns(header, shapes, personal, choices)
    by_name = {table.name: _try(table, header, shapes, personal, labels, {}, choices.every) for table in RECOGNISED}
    best, is_sure = _likeliest(by_name, choices)
    if said:
        by_name = {table.name: _try(table, header, shapes, personal, labels, said, choices.every) for table in RECOGNISED}
        best, is_sure = (by_name[best.table.name], True) if is_sure else _likeliest(by_name, choices)
    if not is_sure:
        return Recognised(None, round(min(best.score, 0.5), 2), _why_left(best, header), _no_matches(header, personal))
    shapes = {place: shape for place, shape in shapes.items() if place in best.chosen or place not in said}
    return replace(
        _settle(best, header, shapes, personal),
        carried=_carried(best, by_name["children"], header),
        spare_references=_spare_references(best, header, shapes, personal),
    )


def _likeliest(by_name: Mapping[str, _Trial], choices: Choices) -> tuple[_Trial, bool]:
    """The table that is chosen, else the likeliest, and whether the sheet is taken for it."""
    if chosen := by_name.get(choices.table or ""):
        return chosen, True
    trials = _children_ride_along(by_name)
    sure = [trial for trial in trials if _is_sure(trial)]
    return max(sure or trials, key=lambda trial: trial.score), bool(sure)


def _no_matches(header: Header, personal: set[int]) -> tuple[Match, ...]:
    return tuple(Match(place, heading, None, 0.0, place in personal) for place, heading in enumerate(header.headings) if heading)


def _said_of_columns(header: Header, shapes: Mapping[int, Shape], personal: set[int], choices: Choices) -> dict[int, str | None]:
    """What is chosen for each column, by its place. A column of names is never read, whatever is chosen for it."""
    places = {key: place for place, key in enumerate(heading_keys(header.headings))}
    return {
        places[key]: column
        for key, column in choices.columns.items()
        if key in places and (column is None or places[key] not in personal or _holds_references(shapes.get(places[key])))
    }


def _holds_references(shape: Shape | None) -> bool:
    return shape is not None and shape.identifiers >= 0.8


def _try(
    table: Table,
    header: Header,
    shapes: Mapping[int, Shape],
    personal: set[int],
    labels: Labels,
    by_hand: Mapping[int, str | None],
    every: Mapping[str, str],
) -> _Trial:
    chosen, wide = assign(table, header, shapes, personal, by_hand)
    every_row = _of_every_row(table, every)
    chosen = {place: (name, sure) for place, (name, sure) in chosen.items() if name not in every_row}
    wide = {} if "service" in every_row else wide
    said = _from_labels(table, labels, {name for name, _ in chosen.values()}) | every_row
    if wide:
        said = {name: value for name, value in said.items() if name not in ("service", "status")}
    words = labels.speak_for(table)
    if words:
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
) -> _Trial:
    sure = dict(chosen.values())
    strength = {
        name: sure.get(name, (0.6 if said[name].where == "the file name" else 0.85) if name in said else 0.0) for name in table.required
    }
    if wide:
        strength |= {"service": 0.9, "status": 0.9}
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
    return _Trial(table, chosen, said, strength, score, words, wide, explained, bool(personal))


def _children_ride_along(by_name: Mapping[str, _Trial]) -> list[_Trial]:
    """Dates of birth and SEN status ride along on registers and waiting lists; start dates and referrals do not on lists of children."""
    trials = list(by_name.values())
    complete = [by_name[name] for name in _EVENT_TABLES if min(by_name[name].strength.values()) >= 0.5]
    children = by_name["children"]
    headed = [trial for trial in complete if not trial.said and min(trial.strength.values()) >= 0.8]
    if not complete or (not headed and children.words > max(trial.words for trial in complete) + 0.2):
        return trials
    return [replace(trial, score=trial.score - 0.25) if trial is children else trial for trial in trials]


def _carried(best: _Trial, children: _Trial, header: Header) -> tuple[Match, ...]:
    """What a register says of the child itself: only with a date of birth and a SEN status of its own, and never the school."""
    sure = children.sure
    if best.table.name not in _CARRIES or min(sure.get(name, 0.0) for name in ("date_of_birth", "sen_status")) < 0.8:
        return ()
    taken = {place for place, (name, _) in best.chosen.items() if name not in best.table.identifiers}
    return tuple(
        Match(place, header.headings[place], name, confidence)
        for place, (name, confidence) in children.chosen.items()
        if place not in taken and name not in ("school_urn", "school_name")
    )


def _spare_references(best: _Trial, header: Header, shapes: Mapping[int, Shape], personal: set[int]) -> tuple[Match, ...]:
    """Columns of references that were not taken, of which one may turn out to be the area's."""
    if "child_id" not in best.matched:
        return ()
    return tuple(
        Match(place, header.headings[place], "child_id", 0.6)
        for place, shape in shapes.items()
        if place < len(header.headings)
        and place not in best.chosen
        and place not in personal
        and looks_like_a_reference(fold(header.headings[place]))
        and shape.identifiers >= 0.8
    )


def _is_sure(trial: _Trial) -> bool:
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
        return bool(telling) and (trial.words > 0 or (defining_there and len(certain) >= _ENOUGH_TO_BE_SURE and trial.explained >= 0.7))
    return bool(certain or trial.wide or (telling and trial.words > 0) or len(telling) >= 3)


def _is_population(trial: _Trial) -> bool:
    """A count by area could be of anything, unless it is said, dated, or by SEN status as well."""
    by = {"locality", "sen_status"} & trial.matched
    return bool(by) and (trial.words > 0 or "as_at" in trial.matched or len(by) == 2)


def _settle(best: _Trial, header: Header, shapes: Mapping[int, Shape], personal: set[int]) -> Recognised:
    matches = []
    helpers = helping_columns(best.table, best.chosen, header, shapes)
    for place, heading in enumerate(header.headings):
        name, sure = best.chosen.get(place, ("status", 0.9) if place in best.wide else (None, 0.0))
        if place in helpers.values() and helpers.get("home_educated_flag") == place:
            name, sure = "home_educated_flag", 0.9
        if heading or name:
            matches.append(Match(place, heading, name, sure, name is None and place in personal))
    headed = sum(1 for match in matches if not match.personal)
    found = sum(1 for match in matches if match.column)
    confidence = round(min(0.99, 0.12 + best.score), 2)
    why = f"{best.table.title}, {confidence:.0%}: {found} of {headed} headings{_what_fits(best, shapes)}"
    why += "".join(f"; {_said_in_words(best.table, name, said)}" for name, said in best.said.items())
    lacking = [name.replace("_", " ") for name in best.strength if name in best.lacking]
    if lacking:
        why += f"; no column for {' or '.join(lacking)}"
    return Recognised(best.table, confidence, why + ".", tuple(matches), best.said, helpers, best.wide)


def _said_in_words(table: Table, name: str, said: Said) -> str:
    """'category Elective home education from the title': the value is left out where the rows have several."""
    codes = table[name].codes
    value = "" if said.where == BETWEEN_THE_ROWS else f" {codes.labels[said.value] if codes else said.value}"
    return f"{name.replace('_', ' ')}{value} from {said.where}"


def _what_fits(trial: _Trial, shapes: Mapping[int, Shape]) -> str:
    kinds = {Kind.DATE: "dates", Kind.CODE: "codes", Kind.NHS_NUMBER: "NHS numbers", Kind.UPN: "UPNs"}
    fitting = []
    for place, (name, _) in trial.chosen.items():
        column = trial.table[name]
        if column.kind in kinds and place in shapes and (shapes[place].fit(column, "") or 0) >= 0.7:
            fitting.append(kinds[column.kind])
    words = list(dict.fromkeys(fitting))
    if not words:
        return ""
    return f", {' and '.join([', '.join(words[:-1]), words[-1]] if len(words) > 1 else words)} fit"


def _why_left(best: _Trial, header: Header) -> str:
    if best.score < 0.3 or not best.chosen:
        return "No heading row of a spreadsheet that Rollcall knows was found, so the sheet is left as it is."
    lacking = [name.replace("_", " ") for name in best.strength if name in best.lacking]
    missing = f" It has no column for {', '.join(lacking)}." if lacking else ""
    suit = f"{len(best.chosen)} of {header.filled} headings would suit {best.table.title}, too few to be sure"
    return f"{suit}, so the sheet is left as it is.{missing}"
