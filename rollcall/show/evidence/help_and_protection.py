"""Evidence on help and protection: who of those not in school is known to social care, and whether they are led for and seen."""

from __future__ import annotations

from rollcall.definitions.codes import SOCIAL_CARE
from rollcall.show import not_in_school
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.oversight import mostly_blank
from rollcall.show.evidence.saying import both, share
from rollcall.show.labels import label
from rollcall.show.sentences import amount, lower_first

_FIGURES = "help_and_protection_figures"


def _by_social_care(asked: Asked) -> Told:
    found = {row["social_care"]: row["children"] for row in asked.answer("not_in_school_by_social_care").records()}
    whole = not_in_school.figures(asked)["children"]
    shares = {code: share(found.get(code, 0), whole, not asked.exact) for code in _known_codes() if found.get(code, 0) != 0}
    words = [f"{lower_first(label('social_care', code))}, {one.words}" for code, one in shares.items()]
    blank = share(found.get("not_recorded", 0), whole, not asked.exact)
    return Told(
        f"Of children not in school: {'; '.join(words) or 'nobody with social care or help'}. For {blank.words} no status is recorded.",
        both(*(one.thin for one in shares.values())),
        "No status recorded is not the same as not known to social care.",
    )


def _known_codes() -> tuple[str, ...]:
    return tuple(code for code in SOCIAL_CARE.labels if code not in ("none", "not_recorded"))


def _led_and_seen(asked: Asked) -> Told:
    every = asked.answer(_FIGURES).records()[0]
    whole, about = every["open"], not asked.exact
    if whole == 0:
        return Told("No child who is not in school is recorded as open to social care.", "Nobody to count.")
    led, seen = share(every["open_lead_named"], whole, about), share(every["open_seen_within_12_weeks"], whole, about)
    return Told(
        f"Of children not in school who are open to social care, {led.words} had a named lead professional, and {seen.words} were recorded "
        f"as seen in the 12 weeks to {asked.on}.",
        both(led.thin, seen.thin, *(mostly_blank(every[name], whole) for name in ("open_lead_not_recorded", "open_seen_not_recorded"))),
        "Open to social care: in need, on a child protection plan, looked after, or known and not said how. Early help is not among them.",
    )


def _early_help(asked: Asked) -> Told:
    many = {row["early_help"]: row["children"] for row in asked.answer("early_help_offered").records()}
    whole, has, unknown = sum(many.values()), many.get("has_early_help", 0), many.get("not_recorded", 0)
    if not many:
        return Told("Every child who is not in school is open to social care.", "Nobody to count.")
    offered, declined = (many.get(word, 0) for word in ("offered", "declined"))
    had = share(has, whole, not asked.exact)
    return Told(
        f"Of children not in school who are not open to social care, {had.words} had early help; to the families of "
        f"{amount(offered + declined)} more it was offered, and {amount(declined)} of these declined.",
        both(had.thin, "For more than a fifth nothing is recorded of an offer." if unknown > whole / 5 else ""),
        "Children whose social care status is not recorded are among them.",
    )


LINES = (
    Line(
        "How many of those not in school have social care or early help?",
        _by_social_care,
        ("children", "spells"),
        ("not_in_school_by_social_care", "not_in_school_figures"),
        ("looked_after_not_in_school",),
        columns=(("children", "social_care"),),
    ),
    Line(
        "Who has early help, and to whose family was it offered?",
        _early_help,
        ("children", "spells"),
        ("early_help_offered",),
        ("early_help_offered_not_in_school",),
        columns=(("children", "social_care"),),
    ),
    Line(
        "Are those open to social care led for and seen?",
        _led_and_seen,
        ("children", "spells"),
        (_FIGURES,),
        ("open_lead_professional_named", "open_seen_in_the_last_12_weeks"),
    ),
)
