"""What sheet names, title rows and file names say: the kind of list, a value for every row, the partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes, Column, Table, fold
from rollcall.intake.recognising.stated import ANY_DATE, file_stem
from rollcall.intake.recognising.turned import is_turned_round

_TOO_COMMON = frozenset(
    (
        "none", "other", "support", "plan", "open", "current", "active", "yes", "all", "seen", "closed", "statement", "add", "hearing",
        "vision", "unit", "group", "equipment", "declined", "refused", "pending", "referred", "position", "school support", "access",
        "part time", "reduced hours", "mental health", "speech and language", "slt", "salt", "camhs", "anxiety", "coordination",
        "audiology", "cognitive", "psychiatric", "language assessment", "speech language", "discharged", "ongoing", "awaiting",
        "paediatrics", "nutrition", "no service", "not on roll", "unplaced", "waiting"
    )
)  # fmt: skip
_SHORT_BUT_CLEAR = frozenset(("ot", "nd", "slt", "salt", "ehe", "cme", "ptt", "uap", "asd", "asc"))
_MORE_PHRASES: dict[str, dict[str, str]] = {
    lists.SEN_STATUS.name: {"list 1": "E", "list 2": "K", "list1": "E", "list2": "K", "ehcps": "E", "ehc plans": "E", "sen support": "K"},
    lists.CATEGORY.name: {"part time": "part_time", "unregistered": "unregistered_ap"},
    lists.SERVICE.name: {
        "speech and language": "slt",
        "slt": "slt",
        "salt": "slt",
        "camhs": "camhs",
        "audiology": "audiology",
        "cypmhs": "camhs",
    },
    lists.ASSESSMENT.name: {"autism": "autism", "nd": "neurodevelopmental"},
    lists.ACCESS_STATUS.name: {
        "waiting list": "waiting",
        "waiting": "waiting",
        "waiters": "waiting",
        "caseload": "in_place",
        "awaiting": "waiting",
    },
}


BY_HAND = "what was said by hand"
BETWEEN_THE_ROWS = "the titles between the rows"


@dataclass(frozen=True)
class Said:
    """A value for every row of a sheet, and where it is said."""

    value: str
    where: str  # "the sheet name", "the title", "the file name"


@cache
def _phrases(codes: Codes) -> dict[str, str]:
    clear = {
        word: code
        for word, code in codes.by_word.items()
        if word not in _TOO_COMMON
        and not word.isdigit()
        and (len(word) > 3 or word in _SHORT_BUT_CLEAR or word in ("dcd", "dld", "fas", "tic", "tics", "adhd"))
    }
    if codes is lists.ASSESSMENT:
        clear = {word: code for word, code in clear.items() if code != "mental_health" or "assessment" in word}
    if codes is lists.ACCESS_STATUS or codes is lists.SEN_STATUS:
        clear = {word: code for word, code in clear.items() if len(word) > 4 or word == "ehcp"}
    return clear | _MORE_PHRASES.get(codes.name, {})


def codes_said(codes: Codes, text: str) -> frozenset[str]:
    """The codes that a label names, by the longest phrases in it."""
    found = frozenset(code for code, _ in _phrases_in(codes, fold(text).split()))
    if codes is lists.ASSESSMENT and found == {"autism", "adhd"}:
        return frozenset({"neurodevelopmental"})
    return found


def codes_meant(codes: Codes, text: str) -> frozenset[str] | None:
    """The codes that a label says of the rows under it; None where it turns one round: 'Ex-EHE', 'EHE enquiries'."""
    tokens = fold(text).split()
    if codes is lists.CATEGORY and is_turned_round(codes, tokens, [span for _, span in _phrases_in(codes, tokens)]):
        return None
    return codes_said(codes, text)


def _phrases_in(codes: Codes, tokens: Sequence[str]) -> list[tuple[str, range]]:
    """Each code that a text names, and where in it."""
    singular = [token[:-1] if len(token) > 4 and token.endswith("s") and not token.endswith("ss") else token for token in tokens]
    phrases, found = _phrases(codes), []
    taken: set[int] = set()
    for size in range(min(len(tokens), 7), 0, -1):
        for start in range(len(tokens) - size + 1):
            span = range(start, start + size)
            if taken & set(span):
                continue
            code = phrases.get(" ".join(tokens[start : start + size])) or phrases.get(" ".join(singular[start : start + size]))
            if code:
                taken |= set(span)
                found.append((code, span))
    return found


@dataclass(frozen=True)
class Labels:
    """The labels of one sheet: its name, the title rows above its header, and the name of its file."""

    sheet: str
    titles: tuple[str, ...]
    file: str
    said: tuple[str, Said] | None = None  # a column, and what is said of it for every row of this part of a sheet

    def places(self) -> tuple[tuple[str, str], ...]:
        """Each label with what to call it, the nearest to the rows first."""
        titles = tuple(("the title", title) for title in reversed(self.titles) if len(title) <= 120)
        return (*titles[:1], ("the sheet name", self.sheet), *titles[1:], ("the file name", file_stem(self.file)))

    def implied(self, codes: Codes) -> Said | None:
        """The code that the nearest label names, when it names one alone; the file's name counts only when no nearer label names any.

        None where the sheet's name or the nearest title turns one round.
        """
        meant = [(where, codes_meant(codes, text)) for where, text in self.places()]
        near = [(where, found) for where, found in meant if found != frozenset() and where != "the file name"]
        for where, found in near or [(where, found) for where, found in meant if found != frozenset()]:
            if found is None:
                return None
            if len(found) == 1:
                return Said(next(iter(found)), where)
        return None

    def implied_term(self) -> Said | None:
        """The school term, with its year, that the nearest label names."""
        for where, text in self.places():
            if _TERM.search(text.replace("_", " ")) and _SCHOOL_YEAR.search(text) and (term := school_term(text)):
                return Said(term, where)
        return None

    def speak_for(self, table: Table) -> float:
        """How plainly the labels speak for a spreadsheet kind: the sheet name 1, the title 0.9, the file name 0.7, none 0."""
        if self.said and self.said[0] in table.by_name and table[self.said[0]].implied:
            return 1.0
        worth = {"the sheet name": 1.0, "the title": 0.9, "the file name": 0.7}
        return max((worth[where] for where, text in self.places() if _speaks(table, text)), default=0.0)

    @property
    def of_in_year_admissions(self) -> bool:
        """Whether the labels say so in as many words, together or apart: 'In-year' on a tab of 'School admissions.xlsx'."""
        said = " ".join(fold(text) for _, text in self.places())
        return bool(_IN_YEAR_WORDS.search(said) and _ADMISSIONS_WORDS.search(said)) or bool(_BY_ITSELF.search(said))

    def speak_of_another(self, table: Table) -> bool:
        """Whether a label says that the sheet is about something that looks like a spreadsheet kind and is another thing."""
        texts = [f" {fold(text)} " for _, text in self.places()]
        return any(f" {word} " in text for word in table.other_words for text in texts)


_IN_YEAR_WORDS, _ADMISSIONS_WORDS = re.compile(r"\bin ?year\b"), re.compile(r"\b(?:admission|transfer)s?\b")
_BY_ITSELF = re.compile(r"\bfair access\b|\b(?:mid year|casual) admissions?\b")


@cache
def _speaks(table: Table, text: str) -> bool:
    folded = f" {fold(text)} "
    said = any(f" {word} " in folded or f" {word}s " in folded for word in map(fold, table.sheet_words))
    coded = any(
        column.implied and column.codes and codes_said(column.codes, text)
        for column in table.columns
        if column.name in ("category", "assessment", "service")
    )
    return said or coded


_TERM = re.compile(r"\b(aut|autumn|spr|spring|sum|summer)\b", re.IGNORECASE)
_WHOLE_TERM = re.compile(r"(?:Autumn|Spring|Summer) \d{4}/\d{2}")
_TERM_NAMES = {"aut": "Autumn", "spr": "Spring", "sum": "Summer"}
_OF_A_TERM = re.compile(r"\bterm\b|[()\[\]:]|(?<!\w)[-–—/](?!\w)", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(20\d{2})\s*[-/–_to ]{0,4}\s*(20\d{2}|\d{2})(?!\d)|(?<!\d)(\d{2})\s*[-/–]\s*(\d{2})(?!\d)|(20\d{2})(?!\d)")


def school_term(text: str) -> str | None:
    """A term as 'Autumn 2025/26', from 'Aut 25/26', '2025-26 Autumn Term' or 'Autumn 2025'; the text itself when it names none."""
    plain = " ".join(text.split())
    term, year = _TERM.search(plain.replace("_", " ")), _SCHOOL_YEAR.search(plain.replace("_", " "))
    if not plain:
        return None
    if not term or not year:
        return plain
    name = _TERM_NAMES[term[1][:3].lower()]
    if year[1]:
        first = int(year[1])
        if int(year[2]) % 100 != (first + 1) % 100:
            return plain
    elif year[3]:
        first = 2000 + int(year[3])
        if (int(year[3]) + 1) % 100 != int(year[4]):
            return plain
    else:
        first = int(year[5]) if name == "Autumn" else int(year[5]) - 1
    return f"{name} {first}/{(first + 1) % 100:02d}"


def can_be_said(column: Column, value: str) -> bool:
    """Whether a value can be said of every row of a sheet: a code of a column that labels may give, or a term with its year."""
    if not column.implied:
        return False
    return value in column.codes.labels if column.codes else _WHOLE_TERM.fullmatch(value) is not None


def term_said(text: str, titles: Iterable[str]) -> str | None:
    """The school term that a heading names; its year may stand in a title."""
    if not _TERM.search(text.replace("_", " ")):
        return None
    years = (match[0] for title in titles for match in _SCHOOL_YEAR.finditer(title))
    said = (school_term(each) for each in ((text,) if _SCHOOL_YEAR.search(text) else (f"{text} {year}" for year in years)))
    return next((term for term in said if term and _WHOLE_TERM.fullmatch(term)), None)


def without_term(text: str) -> str | None:
    """A heading without the school term that it names: 'Autumn 2025/26 possible' is 'possible'. None when it names none."""
    plain, terms = _TERM.subn(" ", text.replace("_", " "))
    return " ".join(_OF_A_TERM.sub(" ", _SCHOOL_YEAR.sub(" ", plain)).split()) if terms else None


_NOT_A_PARTNER = frozenset(
    (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan",
        "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "autumn", "spring", "summer", "term", "final",
        "draft", "of", "v", "version", "new", "latest", "updated", "update", "data", "export", "extract", "return", "returns",
        "report", "upload", "download", "list", "lists", "sheet", "file", "table", "part", "as", "at", "on", "the", "for", "to", "from",
        "and", "monthly", "weekly", "termly", "quarterly", "month", "week", "year", "q1", "q2", "q3", "q4", "revised",
        "amended", "fixed", "anonymised", "redacted", "xlsx", "csv", "page", "1", "2", "end", "ht1", "ht2", "ht3", "ht4", "ht5", "ht6",
        "fy", "ay", "week", "wk", "am", "pm"
    )
)  # fmt: skip
_IN_YEAR = re.compile(r"\bin[ -]?year(?:[ -](?:admission|application)s?)?\b", re.IGNORECASE)
_OUR_WORDS = frozenset(("rollcall", "template", "templates", "combined", "correct", "corrected", "copy"))  # in the names of our own files
_TABLE_WORDS = frozenset(
    (
        "children", "child", "register", "registers", "caseload", "caseloads", "cohort", "cohorts", "spells", "spell", "attendance",
        "diagnostic", "waits", "wait", "waiting", "health", "access", "services", "population", "periods", "pupils", "referrals",
        "commissioned", "assessment", "assessments", "placement", "placements", "notification", "notifications", "tracker", "roll", "log",
        "directory", "matrix", "survey", "surveys", "questionnaire", "responses"
    )
)  # fmt: skip


def partner_of(file: str) -> str:
    """A partner's name from its file's name, the same month after month: dates, months, versions and words for lists left out."""
    stem = ANY_DATE.sub(" ", file_stem(file).replace("_", " "))
    stem = _IN_YEAR.sub(" ", stem)
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", stem)
    tokens = [token for token in re.split(r"[\s\-–—.,()\[\]&+]+", stem) if token]
    tokens = [token for token in tokens if token.lower() not in _OUR_WORDS]
    kept = [token for token in tokens if token.lower() not in _NOT_A_PARTNER and not token.isdigit()]
    named = [token for token in kept if token.lower() not in _TABLE_WORDS]
    words = named or kept or tokens
    return " ".join(words)[:80] or "Partner"
