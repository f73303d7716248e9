"""Says what a sheet is, from its headings, the shape of its values, and its labels, with a confidence and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rollcall.definitions.table import Kind, Table, fold
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, heading_keys
from rollcall.intake.recognising.assign import IN_COLUMNS
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.contradicted import Contradicted, contradicted
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import RECOGNISED, names_a_person
from rollcall.intake.recognising.helping import helping_columns
from rollcall.intake.recognising.hints import looks_like_a_reference
from rollcall.intake.recognising.labels import BETWEEN_THE_ROWS, BY_HAND, Labels, Said
from rollcall.intake.recognising.shapes import Shape
from rollcall.intake.recognising.trial import Trial, likeliest, try_table
from rollcall.intake.recognising.whys import open_whys

_CARRIES = ("spells", "diagnostic_waits", "health_access")  # registers from which a child's own details are taken when no list has them
_SURE_OF_THE_CHILD = 0.6


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
    wide: Mapping[int, str] = field(
        default_factory=dict
    )  # columns that each hold the status of one service, or the answers to one question
    carried: tuple[Match, ...] = ()  # columns of a register that tell of the child, as a list of children would
    spare_references: tuple[Match, ...] = ()  # further columns that could be the child's reference
    assumed: Mapping[str, int] = field(default_factory=dict)  # what labels say of columns, and where a column may say otherwise
    could_be: Mapping[str, int] = field(default_factory=dict)  # what a heading may give over words that no list knows, and where

    def place_of(self, column: str) -> int | None:
        """Where a declared column stands."""
        return next((match.place for match in self.matches if match.column == column), None)


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
    by_name = {table.name: try_table(table, header, shapes, personal, labels, {}, choices.every) for table in RECOGNISED}
    best, is_sure = likeliest(by_name, choices)
    if said:
        by_name = {table.name: try_table(table, header, shapes, personal, labels, said, choices.every) for table in RECOGNISED}
        best, is_sure = (by_name[best.table.name], True) if is_sure else likeliest(by_name, choices)
    if not is_sure:
        return Recognised(None, round(min(best.score, 0.5), 2), _why_left(best, header), _no_matches(header, personal))
    shapes = {place: shape for place, shape in shapes.items() if place in best.chosen or place not in said}
    against = _against_labels(best, by_name["children"], header, shapes, personal)
    best = _as_its_columns_say(best, against)
    return replace(
        _settle(best, header, shapes, personal),
        assumed={one.column: one.place for one in against if not one.confidence},
        could_be=open_whys(best.table.name, best.matched, {*best.chosen, *best.wide, *personal}, header, shapes),
        carried=_carried(best, by_name["children"], header),
        spare_references=_spare_references(best, header, shapes, personal),
    )


def _against_labels(
    best: Trial, children: Trial, header: Header, shapes: Mapping[int, Shape], personal: set[int]
) -> tuple[Contradicted, ...]:
    """The columns that nothing reads and that may say otherwise than a label says of every row, or than dates say of a child."""
    said = {name: each.value for name, each in best.said.items() if each.where not in (BETWEEN_THE_ROWS, BY_HAND)}
    dated = best.table.name == "health_access" and "status" not in best.matched | best.said.keys()  # where a child stands, told by dates
    if best.wide or not (said or dated):
        return ()
    helping = helping_columns(best.table, best.chosen, header, shapes).values()
    of_the_child = {place for place, (_, sure) in children.chosen.items() if sure >= _SURE_OF_THE_CHILD}
    taken = {*best.chosen, *personal, *helping, *of_the_child}
    headings = {place: heading for place, heading in enumerate(header.headings) if heading}
    found = [contradicted(best.table[name], value, headings, shapes, taken) for name, value in said.items()]
    status = contradicted(best.table["status"], "", headings, shapes, taken) if dated else None
    found += [status] if status and status.confidence else []
    by_place: dict[int, Contradicted] = {}
    for one in found:
        if one and (one.place not in by_place or by_place[one.place].confidence < one.confidence):
            by_place[one.place] = one
    return tuple(by_place.values())


def _as_its_columns_say(best: Trial, against: Sequence[Contradicted]) -> Trial:
    """A trial in which columns that say otherwise are read instead of the labels."""
    read = {one.place: (one.column, one.confidence) for one in against if one.confidence}
    instead = {name for name, _ in read.values()}
    return replace(best, chosen=best.chosen | read, said={name: said for name, said in best.said.items() if name not in instead})


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


def _carried(best: Trial, children: Trial, header: Header) -> tuple[Match, ...]:
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


def _spare_references(best: Trial, header: Header, shapes: Mapping[int, Shape], personal: set[int]) -> tuple[Match, ...]:
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


def _settle(best: Trial, header: Header, shapes: Mapping[int, Shape], personal: set[int]) -> Recognised:
    matches = []
    helpers = helping_columns(best.table, best.chosen, header, shapes)
    for place, heading in enumerate(header.headings):
        name, sure = best.chosen.get(place, (IN_COLUMNS[best.table.name][1], 0.9) if place in best.wide else (None, 0.0))
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


def _what_fits(trial: Trial, shapes: Mapping[int, Shape]) -> str:
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


def _why_left(best: Trial, header: Header) -> str:
    if best.score < 0.3 or not best.chosen:
        return "No heading row of a spreadsheet that Rollcall knows was found, so the sheet is left as it is."
    lacking = [name.replace("_", " ") for name in best.strength if name in best.lacking]
    missing = f" It has no column for {', '.join(lacking)}." if lacking else ""
    suit = f"{len(best.chosen)} of {header.filled} headings would suit {best.table.title}, too few to be sure"
    return f"{suit}, so the sheet is left as it is.{missing}"
