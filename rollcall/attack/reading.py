"""One answer read as the attacker reads it: the sets of people that it counts, and between what numbers each must lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rollcall.answers.answer import Answer
from rollcall.attack import overseen
from rollcall.attack.counts import Condition, Count, Table, Whole, is_
from rollcall.attack.knowledge import ALL_WORDS, ANSWERS, FILTER_NAMES, TABLES, UNTIL, has_one_word, waited
from rollcall.attack.rule import Rule
from rollcall.definitions import codes
from rollcall.definitions.calendar import school_year_starts

_WAITING_BANDS = {band.label: band for band in codes.WAITING_BANDS}
_SUMMARIES = {"median": 50, "percentile_92": 92}
PAIRS = "pair of categories"  # all that there are stand in one table
_ASKED_AS_AT = frozenset({"candidates*", "population*", "children known to health alone*", ANSWERS})
_PERIODS = frozenset({"periods started", "periods ended", "periods to look back on"})
# Worked out from the periods that a filter by category leaves, so that they are other things than without it.
_OF_THE_PERIODS = frozenset({"time out", "in several categories", "6 weeks after", "12 weeks after", *overseen.WORDS})


@dataclass(frozen=True)
class Shown:
    """A number that was shown, the set that it counts, and what it tells of it. `value` is None where it was hidden."""

    count: Count
    value: int | None
    least: int
    most: int
    place: str


@dataclass(frozen=True)
class Summary:
    """A median (50) or another percentile of the weeks that a set of people has waited."""

    count: Count
    percent: int
    weeks: float


@dataclass(frozen=True)
class Look:
    """What one answer tells: numbers, summaries, and of which sets all words are told, so that other words are nobody's."""

    shown: tuple[Shown, ...] = ()
    summaries: tuple[Summary, ...] = ()
    all_words: tuple[tuple[Count, str, frozenset[str]], ...] = ()
    whole_table: tuple[str, int, frozenset[Condition], date | None] | None = (
        None  # the question, month, filters and day, unless all is hidden
    )
    month: int = 0
    broken: tuple[str, ...] = ()  # what should never have been shown


def read(answer: Answer, rule: Rule, month: int = 0) -> Look:
    """What an answer tells, from the files that were kept in one month."""
    hidden = _is_wholly_hidden(answer)
    looks = [_read_table(answer, table, rule, month, hidden) for table in TABLES.get(answer.question, ())]
    return Look(
        shown=tuple(shown for look in looks for shown in look.shown),
        summaries=tuple(summary for look in looks for summary in look.summaries),
        all_words=tuple(words for look in looks for words in look.all_words),
        whole_table=None if hidden or "service" in answer.filters else (answer.question, month, _filters(answer, month), answer.as_at),
        month=month,
        broken=tuple(_broken(answer, rule)),
    )


def place_of(answer: Answer) -> str:
    """An answer in words: its question, day and filters."""
    filters = "".join(f", {name} {' or '.join(words)}" for name, words in sorted(answer.filters.items()))
    return f"{answer.question} on {answer.as_at:%d/%m/%Y}{filters}"


def _is_wholly_hidden(answer: Answer) -> bool:
    people = [index for index, column in enumerate(answer.columns) if column.kind == "people"]
    return bool(people) and all(row[index] is None for row in answer.rows for index in people)


def _broken(answer: Answer, rule: Rule) -> Iterator[str]:
    for index, column in enumerate(answer.columns):
        for row in answer.rows:
            value = row[index]
            if value is None:
                continue
            if column.kind == "people" and not rule.may_be_shown(value):
                yield f"{place_of(answer)}: {column.name} shows a number that the rule hides or rounds"
            elif column.kind == "longest weeks":
                yield f"{place_of(answer)}: {column.name} is one child's"
            elif column.kind == "child":
                yield f"{place_of(answer)}: {column.name} names a child"
            elif column.kind == "weeks of people" and not isinstance(value, Mapping):
                yield f"{place_of(answer)}: {column.name} lists the weeks of single children"


def _read_table(answer: Answer, table: Table, rule: Rule, month: int, hidden: bool) -> Look:
    names = [column.name for column in answer.columns]
    kinds = {column.name: column.kind for column in answer.columns}
    shown, summaries = [], []
    rows_apart: list[tuple[Count, dict[str, Condition]]] = []
    for row in answer.rows:
        record = dict(zip(names, row, strict=True))
        base, apart = _base(answer, table, record), _apart(answer, table, record)
        whole = base.with_(*(condition for condition in apart.values() if condition[1]))
        words = ", ".join(str(record[name]) for name in names if kinds[name] in ("text", "date", "number"))
        if table.whole is not Whole.NO and apart and all(condition[1] for condition in apart.values()):
            rows_apart.append((_dated(base, month), apart))
        for name, conditions in table.columns.items():
            if answer.filters.get("category") and any(told == overseen.OWN_CATEGORY for told, _ in conditions):
                continue  # of the periods that the filter leaves, so not of all who have periods in both
            count = _dated(_settled(whole.with_(*conditions), answer, record), month)
            if not all(words for _, words in count.where):
                continue  # nobody has two words of what everybody has one of
            least, most = rule.true_numbers(record[name], may_be_none=name not in table.somebody)
            place = f"{place_of(answer)}, {words + ': ' if words else ''}{name}"
            shown.append(Shown(count, record[name], least, most, place))
        weeks = record.get("weeks")
        if kinds.get("weeks") == "weeks of people" and (weeks is None or isinstance(weeks, Mapping)):
            count = _dated(_settled(whole, answer, record), month)
            told = {percent: weeks[name] for name, percent in _SUMMARIES.items() if weeks and weeks[name] is not None}
            least, most = rule.size_by_summaries(50 in told, 92 in told)
            shown.append(Shown(count, None, least, most, f"{place_of(answer)}, {words}: weeks"))
            summaries += [Summary(count, percent, float(value)) for percent, value in told.items()]
    known = () if hidden or table.whole is Whole.NO else tuple(_all_words(answer, table, month, rows_apart))
    if answer.question in ("not_in_school_overlap", "unknown_children") and not hidden:
        name = PAIRS if answer.question == "not_in_school_overlap" else "spreadsheet"
        known = ((_dated(_base(answer, table, {}), month), name, frozenset(str(row[0]) for row in answer.rows)),)
    return Look(tuple(shown), tuple(summaries), known)


def _base(answer: Answer, table: Table, record: Mapping[str, object]) -> Count:
    """The set that the whole table, or the month's rows of it, is cut from."""
    on = record.get(table.day, answer.as_at)
    assert isinstance(on, date)
    dated = not table.what.endswith("*") or table.what in _ASKED_AS_AT
    return Count(table.what, on if dated else None, table.always).with_(*_filter_conditions(answer, table, on))


def _filter_conditions(answer: Answer, table: Table, on: date) -> Iterator[Condition]:
    for name, words in answer.filters.items():
        if name == "category" and table.what in _PERIODS:
            yield is_("period's category", *words)
        elif name == "year_group" and on != answer.as_at:
            yield is_("born for", *(first_year(word, school_year_starts(answer.as_at).year) for word in words))
        elif name == "service" and answer.question.startswith("health_access"):
            continue  # the rows say it, or the name of the barriers
        elif name == "provider" and answer.question.startswith("health_access"):
            yield is_("record's provider*", *words)
        else:
            yield is_(FILTER_NAMES.get(name, name), *words)


def _filters(answer: Answer, month: int) -> frozenset[Condition]:
    tables = TABLES.get(answer.question, ())
    conditions = frozenset(_filter_conditions(answer, tables[0], answer.as_at)) if tables else frozenset()
    return _dated(Count("", None, conditions), month).where


def _apart(answer: Answer, table: Table, record: Mapping[str, object]) -> dict[str, Condition]:
    """What tells a row from the others. A condition without words is none: the row of all."""
    found = {}
    for column, name in table.apart.items():
        if name:
            found[column] = _condition(answer, name, record[column], record)
    return found


def _condition(answer: Answer, name: str, word: object, record: Mapping[str, object]) -> Condition:
    if answer.question == "returned_in_last_six_months" and word == "all":
        return name, frozenset()
    if answer.question == "known_to_health_and_education" and record["known_to"] == "health":
        return name, frozenset()
    if name == "days waited":
        band = _WAITING_BANDS[str(word)]
        return waited(band.days_from, band.days_to)
    if name == "weeks until return":
        assert isinstance(word, int)
        return is_(name, *map(str, range(word + 1)))
    if name in UNTIL:
        return is_(name, str(answer.as_at))
    if name == "place":
        return is_(name, "in school" if word else "not in school")
    if isinstance(word, bool):
        return is_(name, "yes" if word else "no")
    return is_(name, str(word))


def _settled(count: Count, answer: Answer, record: Mapping[str, object]) -> Count:
    """The set, with what depends on the row or on a filter told apart by name."""
    if answer.question == "known_to_health_and_education" and record["known_to"] == "health":
        return Count("children known to health alone*", count.on, count.where)
    renamed = []
    for name, words in count.where:
        told = name
        if name == "after":
            told = f"{record['weeks']} weeks after"
        elif name == "status":
            told = f"record of {record['service']}*"
        elif name == "barrier":
            told = f"barrier to {record['service']}*"
        elif name == "barrier of any service*" and answer.filters.get("service"):
            told = f"barrier to {' or '.join(answer.filters['service'])}*"
        renamed.append((_told_of_some(told, answer), words))
    return count._replace(where=_narrowest(count.what, renamed))


def _narrowest(what: str, conditions: list[Condition]) -> frozenset[Condition]:
    """Conditions on one thing put together: of what everybody has one word, the words in common; of the rest, the narrower."""
    found: list[Condition] = []
    for name, words in conditions:
        if has_one_word(what, plain_name(name)):
            words = words.intersection(*(others for other, others in conditions if other == name))
        if not any(other == name and others < words for other, others in conditions):
            found.append((name, words))
    return frozenset(found)


def _told_of_some(name: str, answer: Answer) -> str:
    chosen = answer.filters.get("category")
    return f"{name}, of periods in {' or '.join(chosen)}" if chosen and name in _OF_THE_PERIODS else name


def _dated(count: Count, month: int) -> Count:
    if "*" not in count.what and not any("*" in name for name, _ in count.where):
        return count
    conditions = frozenset((name.replace("*", f" (kept {month})"), words) for name, words in count.where)
    return Count(count.what.replace("*", f" (kept {month})"), count.on, conditions)


def plain_name(name: str) -> str:
    """A thing that is told, as the attacker's knowledge names it, without which files or periods it is told of."""
    name = name.partition(", of periods in ")[0]
    return f"{name.partition(' (kept ')[0]}*" if " (kept " in name else name


def first_year(year_group: str, in_year: int) -> str:
    """Year 10 in 2025 and Year 11 in 2026 are the same children: those of Reception in 2015."""
    if year_group == "Reception":
        return f"Reception in {in_year}"
    number = year_group.removeprefix("Year ")
    return f"Reception in {in_year - int(number)}" if number.isdecimal() else f"{year_group} in {in_year}"


def _all_words(
    answer: Answer, table: Table, month: int, rows: list[tuple[Count, dict[str, Condition]]]
) -> Iterator[tuple[Count, str, frozenset[str]]]:
    """For every set that rows are cut from: the words that have a row, so that every other word is nobody's."""
    columns = [(column, name) for column, name in table.apart.items() if name and name not in ALL_WORDS]
    found: dict[tuple[Count, str], set[str]] = {}
    if not answer.rows and table.whole is Whole.ALL and columns and "month_end" not in (column.name for column in answer.columns):
        base = _dated(_base(answer, table, {}), month)
        found = {(base, name): set() for _, name in columns}
    for base, apart in rows:
        for column, name in columns:
            words = apart[column][1]
            others = [condition for other, condition in apart.items() if other != column]
            for chosen in [*([[]] if table.whole is Whole.ALL else []), *([others] if others else [])]:
                found.setdefault((_dated(base.with_(*chosen), month), name), set()).update(words)
    for (base, name), told in found.items():
        renamed = _told_of_some(name, answer)
        yield base, renamed.replace("*", f" (kept {month})"), frozenset(told)
