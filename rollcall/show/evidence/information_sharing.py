"""Evidence on information sharing: whom both sides know, by which numbers, and how fresh what partners send is."""

from __future__ import annotations

from datetime import date, timedelta

from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, difference, share
from rollcall.show.figures import Value
from rollcall.show.labels import table_title
from rollcall.show.sentences import capital, day, listed, people

_TOTAL = "known_to_health_and_education_total"
_STALE = timedelta(days=92)


def _plus(one: Value, other: Value) -> Value:
    return None if one is None or other is None else one + other


def _known_to_both(asked: Asked) -> Told:
    known = asked.answer(_TOTAL).records()[0]
    one = share(known["known_to_both"], _plus(known["known_to_both"], known["known_to_education"]), not asked.exact)
    alone = known["known_to_health"]
    return Told(
        f"Of children with SEND of school age in the lists, {one.words} were in a health service's file too. "
        f"{capital(people(alone, not asked.exact))} in health's files {'was' if alone == 1 else 'were'} in no list of children.",
        both(one.thin, IS_HIDDEN if alone is None else ""),
        "Not every child with SEND needs a health service: this is no rate of failure.",
    )


def _known_out_of_school(asked: Asked) -> Told:
    rows = asked.answer("known_to_health_and_education").records()
    count = {(row["known_to"], row["in_school"]): row["children"] for row in rows}
    out, within = (count.get(("both", key), 0) for key in ("no", "yes"))
    of_out, of_within = (_plus(count.get(("both", key), 0), count.get(("education", key), 0)) for key in ("no", "yes"))
    here, there = share(out, of_out, not asked.exact), share(within, of_within, not asked.exact)
    apart = difference(out, of_out, within, of_within)
    sentence = f"Of children not in school, {here.words} were known to a health service; of other children with SEND, {there.words}"
    return Told(f"{sentence}: {apart.words}." if apart else f"{sentence}. Too few, or hidden, to compare.", both(here.thin, there.thin))


def _matched(asked: Asked) -> Told:
    rows = asked.answer("children_linked").records()
    if not rows:
        return Told("Every child in a register or a waiting list was found in a list of children by a number.")
    numbers = [row["children"] for row in rows]
    found = [row["children"] for row in rows if row["answer"] in ("sure", "said_same")]
    hidden = None in numbers
    one = share(None if hidden else sum(found), None if hidden else sum(numbers), not asked.exact)
    return Told(f"Of children whom no list has by a shared number, {one.words} were found in one all the same.", one.thin)


def _numbers_filled(asked: Asked) -> Told:
    said, thin = [], []
    for row in asked.answer("completeness").records():
        if row["table_name"] == "children" and row["column_name"] in ("upn", "nhs_number"):
            one = share(row["filled"], row["rows"], not asked.exact)
            said.append(f"{'a UPN' if row['column_name'] == 'upn' else 'an NHS number'} for {one.words}")
            thin.append(one.thin)
    if not said:
        return Told("The list of children has neither a UPN nor an NHS number.", "Nothing to match by.")
    return Told(
        f"The list of children has {listed(said)}.", both(*thin), "Rows of the list are counted, of all ages, with SEND or without."
    )


def _fresh(asked: Asked) -> Told:
    files = asked.answer("files_kept").records()
    latest: dict[tuple[str, str], date] = {}
    for row in files:
        key = row["partner"], row["table_name"]
        latest[key] = max(latest.get(key, row["as_at"]), row["as_at"])
    old = sorted((on, partner, table) for (partner, table), on in latest.items() if asked.as_at - on > _STALE)
    many = f"{len(latest)} spreadsheets of {len({partner for partner, _ in latest})} partners are kept"
    if not old:
        return Told(f"{many}, and each speaks for a day within 92 days before {asked.on}.")
    words = [f"{table_title(table)} of {partner} ({day(on)})" for on, partner, table in old]
    return Told(f"{many}. Older than 92 days: {listed(words)}.", "Old data is said to be thin wherever it is used.")


LINES = (
    Line(
        "Do education and health know the same children?",
        _known_to_both,
        ("children", "health_access"),
        (_TOTAL,),
        ("known_to_both", "known_to_education_alone", "known_to_health_alone"),
    ),
    Line(
        "Does health know fewer of the children who are not in school?",
        _known_out_of_school,
        ("children", "spells", "health_access"),
        ("known_to_health_and_education",),
        ("known_to_education_alone_not_in_school",),
    ),
    Line(
        "Are children found whom partners have by different numbers?",
        _matched,
        ("children",),
        ("children_linked",),
        ("matched_without_a_shared_number",),
    ),
    Line("Can children be matched by a number?", _numbers_filled, ("children",), ("completeness",)),
    Line("How fresh is what partners send?", _fresh, (), ("files_kept",)),
)
