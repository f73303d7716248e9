"""Headings as partners write them: folded, spelled out, and matched to the columns they may mean, with a likeness from 0 to 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from rollcall.definitions.personal import is_personal
from rollcall.definitions.table import Table, fold
from rollcall.definitions.tables import TABLES
from rollcall.intake.recognising.hints import hinted

RECOGNISED: tuple[Table, ...] = tuple(table for table in TABLES if not table.published)

_LONGEST = 300  # a cell can hold pages of text, and no heading does
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LEADING_NUMBER = re.compile(r"^\s*(?:q?\d{1,2}[.):]|[a-h][.)])\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^.*[.:>|\\]\s*(?=\w)")

_HINTED, _LONGEST_HINT = 0.7, 80
_SHORT_FORMS = (
    "date: dt dte;received: recd rec rcvd;assessment: assess assmt asst;appointment: appt apt;number: num;establishment: estab;"
    "reason: rsn;hours: hrs hr;week: wk;school: sch;provision: prov;organisation: org organization;category: cat;"
    "locality: loc;previous: prev;referral: ref;referred: refd;start: strt commence commenced commencing began begin;"
    "end: finish finished;possible: poss;sessions: sess;primary: prim prm;enrolment: enrol;education: educ ed;"
    "professional: prof;worker: wkr;status: stat sts;description: desc;discharge: disch;identifier: ident;year: yr;"
    "current: curr"
)
_SPELLED_OUT = {short: word for word, _, shorts in (part.partition(": ") for part in _SHORT_FORMS.split(";")) for short in shorts.split()}
_NOISE = frozenset(
    (
        "of", "the", "was", "is", "a", "an", "childs", "child", "pupils", "pupil", "students", "student", "cyp", "cyps", "yp", "young",
        "person", "persons", "clients", "patient", "patients", "if", "known", "please", "dd", "mm", "yyyy", "yy", "ccyy", "ddmmyyyy",
        "required", "mandatory", "optional", "e", "g", "eg", "tbl"
    )
)  # fmt: skip
# Words that make another thing of a heading: both must have them, or neither.
_TELLING = frozenset(
    (
        "start", "end", "first", "last", "next", "previous", "from", "to", "closed", "close", "opened", "open", "received", "not", "no",
        "new", "seen", "review", "plan", "birth", "name", "address", "id", "number", "reason", "missed", "possible", "outcome",
        "assessment", "discharge", "discharged", "referral", "referred", "destination", "health", "social", "primary", "secondary",
        "other", "hours", "date", "by", "email", "phone", "telephone", "mobile", "postcode", "score", "text", "notes", "comments",
        "returned", "return", "notified", "school", "panel", "request", "decision", "issued", "draft", "final", "annual", "attended",
        "parent", "mother", "father", "phase", "authorised", "unauthorised", "percent", "percentage", "ended", "started", "status",
        "updated", "created", "entered", "modified", "transfer", "visit", "contact", "age", "year", "ward", "moved", "letter", "letters",
        "sent", "offer", "offered", "c2", "provider", "ceased", "became", "removed", "left", "roll", "admitted", "placed", "until", "back",
        "closure",
        "made", "consent", "expected", "source", "planned", "target", "due", "agreed", "signed", "qa", "quality", "assurance", "monitoring",
        "audit", "inspection", "premises", "dbs", "insurance", "contract", "cost", "invoice", "training",
        "anticipated", "proposed", "estimated", "predicted", "intended", "scheduled", "projected", "forecast", "preferred", "preference",
        "sao", "s437", "tuition", "funding", "agreement", "enquiry", "sibling", "siblings", "identity",
    )
)  # fmt: skip
_GENERIC_WORDS = frozenset(
    (
        "id", "ref", "reference", "no", "number", "key", "start", "end", "from", "to", "date", "status", "type", "reason", "school",
        "result", "team", "base", "group", "closed", "outcome", "pathway", "support", "state", "position", "access", "organisation",
        "need", "area", "place", "placement", "setting", "provision", "cohort", "register", "clinic", "condition", "referred", "assessed",
        "total", "count", "hours", "officer", "worker", "route", "contact", "service", "period", "c2", "possible", "plan", "send", "sen",
        "hub", "cluster", "therapy", "legal status", "current status", "establishment", "discharged", "absences", "receiving", "barriers",
        "waiting list", "waiting for", "destination", "urn", "gender", "sex", "children", "pupils", "population", "code", "email",
        "phone", "provider"
    )
)  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """A column that a heading may mean."""

    table: str
    column: str
    likeness: float  # of the heading alone, 0 to 1
    exact: bool  # the heading is one of the column's own
    generic: bool  # the heading says little by itself, so that the values must agree
    hinted: bool = False  # only a word in it hints at the column, so that the values must agree well


def tidy(text: str) -> str:
    """A heading on one line, as it is shown to people."""
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def spellings(text: str) -> tuple[str, ...]:
    """The folded forms of a heading, as written first; then without bracket, number and prefix, humps spaced out, short words in full."""
    plain = tidy(text)[:_LONGEST].replace("%", " percent ")
    forms = [
        plain,
        _BRACKETS.sub(" ", plain),
        _LEADING_NUMBER.sub("", plain),
        _CAMEL.sub(" ", plain),
        _CAMEL.sub(" ", _BRACKETS.sub(" ", plain)),
    ]
    if _BEFORE.match(plain) and len(plain) < 80:
        forms.append(_BEFORE.sub("", plain))
    folded = [fold(form) for form in forms]
    folded += [" ".join(_SPELLED_OUT.get(token, token) for token in form.split()) for form in folded]
    return tuple(dict.fromkeys(form for form in folded if form))


@lru_cache(maxsize=20_000)
def _bare(form: str) -> str:
    tokens = [token for token in form.split() if token not in _NOISE]
    return " ".join(sorted(tokens))


@dataclass(frozen=True)
class _Index:
    """One table's headings, by folded form, without spaces, and as a bag of telling words."""

    exact: dict[str, tuple[str, int]]
    solid: dict[str, tuple[str, int]]
    bags: dict[str, tuple[str, int]]
    close: dict[str, str]
    several: dict[str, list[tuple[int, frozenset[str], str]]]  # bags of several words, by their first: their order, words and column


@cache
def _index(table: Table) -> _Index:
    exact: dict[str, tuple[str, int]] = {}
    solid: dict[str, tuple[str, int]] = {}
    bags: dict[str, tuple[str, int]] = {}
    for column in table.columns:
        for place, heading in enumerate(column.headings):
            exact.setdefault(heading, (column.name, place))
            solid.setdefault(heading.replace(" ", ""), (column.name, place))
    for column in table.columns:
        for place, heading in enumerate(column.headings):
            bag = _bare(heading)
            if bag and (len(bag.split()) > 1 or bag == heading):
                bags.setdefault(bag, (column.name, place))
    close = {heading: name for heading, (name, _) in exact.items() if len(heading) >= 5}
    several: dict[str, list[tuple[int, frozenset[str], str]]] = {}
    for order, (bag, (name, _)) in enumerate(bags.items()):
        if len(words := frozenset(bag.split())) > 1:
            several.setdefault(min(words), []).append((order, words, name))
    return _Index(exact, solid, bags, close, several)


@cache
def _columns_sharing() -> dict[str, int]:
    """How many differently named columns claim each heading, over all tables."""
    claims: dict[str, set[str]] = {}
    for table in RECOGNISED:
        for column in table.columns:
            for heading in column.headings:
                claims.setdefault(heading, set()).add(column.name)
    return {heading: len(names) for heading, names in claims.items()}


def _is_generic(form: str) -> bool:
    return form in _GENERIC_WORDS or (" " not in form and _columns_sharing().get(form, 0) > 1)


def _telling(tokens: set[str]) -> set[str]:
    return tokens & _TELLING


def _same_words_mistyped(form: str, heading: str) -> bool:
    """Each word of one is a word of the other, give or take a slip of the finger."""
    left, right = set(form.split()), set(heading.split())
    odd, missing = left - right, right - left
    if not odd or len(odd) != len(missing) or odd & _all_words():
        return False
    return all(
        (best := process.extractOne(word, missing, scorer=fuzz.ratio))
        and best[1] >= (70 if word[0] == best[0][0] else 85)
        and abs(len(word) - len(best[0])) <= 2
        for word in odd
    )


@cache
def _all_words() -> frozenset[str]:
    """Every word of every heading that we know: such a word is not a mistyped other one."""
    return frozenset(word for heading in plain_headings() for word in heading.split()) | _TELLING


def _close(index: _Index, form: str) -> tuple[str, float] | None:
    if len(form) < 5:
        return None
    for heading, score, _ in process.extract(form, index.close.keys(), scorer=fuzz.ratio, score_cutoff=80, limit=5):
        if _same_words_mistyped(form, heading):
            return index.close[heading], score / 100 * 0.92
    return None


def _held(index: _Index, form: str) -> tuple[str, float] | None:
    """A heading of at least two telling words that the form holds whole, with few words more and none that change it."""
    tokens = set(form.split()) - _NOISE
    held = [
        (len(tokens - words), order, name)
        for token in tokens
        for order, words, name in index.several.get(token, ())
        if words < tokens and len(tokens - words) <= 4 and not _telling(tokens - words)
    ]
    more, _, name = min(held, default=(0, 0, ""))
    return (name, 0.86 - 0.06 * more) if name else None


@lru_cache(maxsize=20_000)
def meanings_in(table: Table, text: str) -> tuple[Meaning, ...]:
    """The columns of one table that a heading may mean, likeliest first."""
    index = _index(table)
    forms = spellings(text)
    found: dict[str, Meaning] = {}

    def add(name: str, likeness: float, exact: bool, generic: bool) -> None:
        if name not in found or found[name].likeness < likeness:
            found[name] = Meaning(table.name, name, likeness, exact, generic)

    for step, form in enumerate(forms):
        for held_in, worth in ((index.exact, 1.0), (index.solid, 0.99)):
            key = form if held_in is index.exact else form.replace(" ", "")
            if key in held_in:
                name, place = held_in[key]
                generic = place > 0 and _is_generic(form)  # a column's own name is enough by itself
                add(name, worth - min(step, 5) * 0.01 - min(place, 60) * 0.0005, True, generic)
    if not found:
        for form in forms:
            if (bag := _bare(form)) in index.bags:
                name, place = index.bags[bag]
                add(name, 0.93 - min(place, 60) * 0.0005, True, _is_generic(bag))
    if not found:
        for form in forms:
            for near in (_close(index, form), _held(index, form)):
                if near:
                    add(near[0], near[1], False, False)
    if len(text) <= _LONGEST_HINT:
        for form in forms:
            for name in hinted(table.name, form):
                found.setdefault(name, Meaning(table.name, name, _HINTED, False, True, True))
    return tuple(sorted(found.values(), key=lambda meaning: -meaning.likeness))


@lru_cache(maxsize=20_000)
def meanings(text: str) -> tuple[Meaning, ...]:
    """Every column of every table that a heading may mean."""
    return tuple(meaning for table in RECOGNISED for meaning in meanings_in(table, text))


@lru_cache(maxsize=20_000)
def names_a_person(text: str) -> bool:
    """Whether a heading holds a name, an address or contact details of a child or a family."""
    return any(is_personal(form) for form in spellings(text)) and not any(
        meaning.exact and meaning.table not in ("services",) and meaning.likeness > 0.95 for meaning in meanings(text)
    )


@lru_cache(maxsize=50_000)
def is_known_heading(text: str) -> bool:
    """Whether a cell's text is a heading in some table, or a personal one."""
    if len(text) > 120 or not any(letter.isalpha() for letter in text):
        return False
    return any(meaning.likeness >= 0.8 for meaning in meanings(text)) or names_a_person(text)


@cache
def _all_bags() -> frozenset[str]:
    return frozenset(bag for table in RECOGNISED for bag in _index(table).bags if " " in bag)


def says_the_same(forms: tuple[str, ...]) -> bool:
    """Whether a heading has the words of a known one, in another order or with small words between."""
    return any(_bare(form) in _all_bags() for form in forms)


@lru_cache(maxsize=50_000)
def hints_at_something(text: str) -> bool:
    """Whether a word in a cell's text hints at some column."""
    return len(text) <= _LONGEST_HINT and any(letter.isalpha() for letter in text) and bool(meanings(text))


@cache
def plain_headings() -> tuple[str, ...]:
    """Every heading of every table, folded, for a quick first look at cells."""
    return tuple(sorted({heading for table in RECOGNISED for column in table.columns for heading in column.headings}))
