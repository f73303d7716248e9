"""Match children: whom do education and health both know, and whom does only one of them know?"""

from __future__ import annotations

from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value
from rollcall.show.labels import label
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, people

_HEALTH = ("diagnostic_waits", "health_access")
_SIDES = ("both", "education", "health")
_ANSWERS = ("sure", "said_same", "possible", "none")


def headline(asked: Asked) -> Headline:
    """How many children with SEND health knows, how many it does not, and how many it alone knows."""
    lacking = ("children", *(() if any(map(asked.keeps, _HEALTH)) else _HEALTH))
    if unknown := cannot_say(asked, "which children education and health both know", *lacking):
        return unknown
    known, about = _totals(asked), not asked.exact
    sentence = f"On {asked.on}, health services knew {people(known['known_to_both'], about)} with SEND of school age"
    alone = known["known_to_education"]
    sentence += f"; {people(alone, about)} {'was' if alone == 1 else 'were'} known to education alone."
    unlisted = known["known_to_health"]
    more = "Every child in health's files is in a list of children."
    if unlisted != 0:
        more = f"{capital(people(unlisted, about))} in health's files {'is' if unlisted == 1 else 'are'} in no list of children."
    return Headline(sentence, more, _key_figures(asked))


def _key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    known, about = _totals(asked), not asked.exact
    out = amount(known["known_to_education_not_in_school"], about) if asked.keeps("spells") else "not known"
    return (
        KeyFigure("Known to both", amount(known["known_to_both"], about), measure="known_to_both"),
        KeyFigure("Known to education alone", amount(known["known_to_education"], about), measure="known_to_education_alone"),
        KeyFigure("Of those, not in school", out, measure="known_to_education_alone_not_in_school"),
        KeyFigure("Known to health alone", amount(known["known_to_health"], about), measure="known_to_health_alone"),
    )


def known_to(asked: Asked) -> Section:
    """Whom both know and whom only one does, with how many of them are not in school."""
    answer, totals = asked.answer("known_to_health_and_education"), _totals(asked)
    if not answer.rows:
        return nothing("children")
    known: dict[tuple[str, str], Value] = {(row["known_to"], row["in_school"]): row["children"] for row in answer.records()}
    out, alone = totals["known_to_education_not_in_school"], totals["known_to_education"]
    finding = f"{capital(people(alone, not asked.exact))} with SEND {_are(alone)} known to education alone"
    if asked.keeps("spells"):
        finding = f"{capital(people(out, not asked.exact))} not in school {_are(out)} known to education alone"
    of_each = tuple(totals[f"known_to_{side}"] for side in _SIDES)
    series = [Series("Children", of_each)]  # without a register of who is out of school, nobody is said to be in it
    if asked.keeps("spells"):
        series = [
            Series(name, tuple(known.get((side, key), 0) for side in _SIDES), context=key == "not_recorded")
            for key, name in (("no", "Not in school"), ("yes", "In school"), ("not_recorded", "Not recorded"))
        ]
    figure = Figure(
        Kind.STACKED if asked.keeps("spells") else Kind.BARS,
        finding,
        "children",
        tuple(label("known_to", side) for side in _SIDES),
        tuple(series),
        "Known to",
        asked.as_at,
        asked.source("children", *_HEALTH),
        totals=of_each if asked.keeps("spells") else (),
    )
    notes = (
        "Education: children with SEND of school age in its lists. Health: referred for an assessment, or referred to, waiting for, placed "
        "in or seen by a service.",
        "A child whom health alone knows may be listed under another number.",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def tells_how(asked: Asked) -> bool:
    """Whether the reader is told how children were matched: the numbers of single partners add up to others, so the lead alone is."""
    return asked.exact


def matched(asked: Asked) -> Section:
    """How the children were found whom no list has by a number, partner by partner."""
    answer = asked.answer("children_linked")
    if not answer.rows:
        return nothing("children", "No child had to be matched: every one was found by a number")
    found: dict[tuple[str, str], Value] = {(row["partner"], row["answer"]): row["children"] for row in answer.records()}
    partners = sorted({partner for partner, _ in found})
    used = [word for word in _ANSWERS if any((partner, word) in found for partner in partners)]
    linked = _sum([found.get((partner, word), 0) for partner in partners for word in ("sure", "said_same")], asked.exact)
    finding = f"{capital(people(linked, not asked.exact))} without a shared number {_are(linked)} linked to a listed child"
    if linked == 0:
        others = _sum([found.get((partner, "none"), 0) for partner in partners], asked.exact)
        finding = f"{capital(people(others, not asked.exact))} without a shared number {_are(others)} like nobody listed"
    figure = Figure(
        Kind.BAR_TABLE,
        finding,
        "children",
        tuple(partners),
        tuple(Series(label("answer", word), tuple(found.get((partner, word), 0) for partner in partners)) for word in used),
        "Partner",
        asked.as_at,
        asked.source(*_HEALTH, "spells", "attendance"),
    )
    notes = (
        "Children of registers and waiting lists whom no list of children has by a reference, an NHS number or a UPN.",
        "They are compared by what both files tell, such as date of birth, sex, postcode, name and school. None of that is kept.",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def _totals(asked: Asked) -> dict[str, Value]:
    return asked.answer("known_to_health_and_education_total").records()[0]


def _sum(values: list[Value], exact: bool) -> Value:
    """A sum of numbers of which none is hidden; None when one is."""
    total = sum(value for value in values if value is not None)
    return None if None in values and not exact and total == 0 else total


def _are(number: Value) -> str:
    return "is" if number == 1 else "are"
