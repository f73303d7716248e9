"""The shape of a column's values: how many could be dates, numbers, identifiers or words of a code list, on a sample."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes, Column, Kind, fold
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.values.dates import BLANK_DATE_WORDS, looks_like_a_date
from rollcall.intake.values.identifiers import NHS_LENGTH, UPN_LENGTH, Check, check_nhs_number, check_upn
from rollcall.intake.values.numerals import whole_number
from rollcall.intake.values.words import code_of, is_blank_word, read_number, yes_or_no

_SAMPLE = 48
_UNTELLING = frozenset(
    (
        "yes", "no", "y", "n", "none", "other", "unknown", "1", "2", "0", "true", "false", "open", "closed", "m", "f", "e", "k", "s",
        "current"
    )
)  # fmt: skip
_NO_VALUE = re.compile(r"[*†‡]|(?:grand |sub[- ]?)?totals?\b|source:|notes?:", re.IGNORECASE)
_PARTED = re.compile(r"[-–(:/|]")
_ID = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/_.\-:#]{0,39}")


@dataclass(frozen=True)
class Shape:
    """One column's values, sampled."""

    column: Coded
    heading: str
    today: date

    @cached_property
    def _sample(self) -> list[tuple[str, int]]:
        """Distinct values with the rows they stand in, without blank words, the heading said again, totals and footnotes."""
        pairs = zip(self.column.some_words(_SAMPLE), self.column.counts, strict=False)
        said = {" ".join(self.heading.split()).casefold(), *(part.casefold() for part in self.heading.split("\n"))}
        return [
            (word, count)
            for word, count in pairs
            if not is_blank_word(word) and " ".join(word.split()).casefold() not in said and not _NO_VALUE.match(word)
        ]

    @cached_property
    def _words(self) -> list[str]:
        return [word for word, _ in self._sample]

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct values in the sample."""
        return tuple(self._words)

    @property
    def seen(self) -> int:
        """How many distinct values the sample has."""
        return len(self._words)

    @cached_property
    def dates(self) -> float:
        """Share that read as dates."""
        words = [word for word in self._words if word.lower() not in BLANK_DATE_WORDS]
        return sum(looks_like_a_date(word, self.today) for word in words) / len(words) if words else 0.0

    @cached_property
    def serials(self) -> float:
        """Share that are five-digit numbers, as Excel writes a date without its format."""
        return self._share(lambda word: len(word) == 5 and 20_000 <= (whole_number(word) or 0) <= 60_000)

    @cached_property
    def numbers(self) -> float:
        """Share that are numbers."""
        return self._share(lambda word: read_number(word) is not None)

    @cached_property
    def nhs_numbers(self) -> float:
        """Share that are NHS numbers by their check digit."""
        return self._share(lambda word: len(word) >= NHS_LENGTH and check_nhs_number(word).check is Check.GOOD)

    @cached_property
    def upns(self) -> float:
        """Share that are UPNs by their check letter."""
        return self._share(lambda word: len(word) >= UPN_LENGTH and check_upn(word).check in (Check.GOOD, Check.UNKNOWN_COUNCIL))

    @cached_property
    def identifiers(self) -> float:
        """Share that look like references: one word with a digit in it, and not a date."""
        return self._share(lambda word: _ID.fullmatch(word) is not None and not looks_like_a_date(word, self.today))

    @cached_property
    def distinct(self) -> float:
        """Distinct values by filled rows."""
        filled = int(self.column.filled.sum())
        return len(self.column.dictionary) / filled if filled else 0.0

    @cached_property
    def counts_rows(self) -> bool:
        """Whether the values are 1, 2, 3: a row counter, not a reference."""
        words = self._words
        return len(words) >= 3 and all(whole_number(word) == number for number, word in enumerate(words, 1))

    @cached_property
    def long_text(self) -> float:
        """Share that are sentences."""
        return self._share(lambda word: len(word) > 40 or word.count(" ") > 5)

    def words_of(self, codes: Codes) -> float:
        """Share of the filled rows in the sample whose word the list knows for sure or nearly."""
        known = total = 0
        for word, count in self._sample:
            total += count
            known += count * (code_of(codes, word)[1] >= 0.8)
        return known / total if total else 0.0

    @cached_property
    def _counted(self) -> list[tuple[str, str, int]]:
        """Distinct values of the sample as typed and folded, with the rows they stand in."""
        return [(word, fold(word), count) for word, count in self._sample]

    @cached_property
    def _rows(self) -> int:
        """How many rows the sample stands in."""
        return sum(count for _, count in self._sample)

    def speaks(self, codes: Codes) -> bool:
        """Whether nearly all rows hold words of a list, at least two of them words that hardly any other list has. Quick: no closeness."""
        if self.dates > 0.5 or self.numbers > 0.8:
            return False
        unknown = telling = 0
        for word, folded, count in self._counted:
            if folded in codes.by_word or (_PARTED.search(word) and code_of(codes, word)[1] >= 0.9):
                telling += word.lower() not in _UNTELLING
            else:
                unknown += count
                if self._rows - unknown < 0.9 * self._rows:
                    return False
        if (
            codes is lists.SEN_STATUS
            and not unknown
            and 2 <= len(self._counted) <= 4
            and {word.upper() for word, _, _ in self._counted} <= set("EKNS")
        ):
            return True
        return telling >= 2

    def telling_words_of(self, codes: Codes) -> int:
        """How many distinct values are words of the list that hardly any other list would have."""
        return sum(code_of(codes, word)[1] >= 0.9 and word.lower() not in _UNTELLING for word in self._words)

    @cached_property
    def repeats(self) -> bool:
        """Whether the values repeat, as those of places and teams do, and are no dates or numbers."""
        return self.dates < 0.5 and self.numbers < 0.5 and (self.distinct <= 0.5 or int(self.column.filled.sum()) < 8)

    @cached_property
    def yes_or_no(self) -> float:
        """Share that say yes or no."""
        return self._share(lambda word: yes_or_no(word) is not None)

    def _share(self, true: Callable[[str], bool]) -> float:
        return sum(map(true, self._words)) / self.seen if self.seen else 0.0

    def fit(self, column: Column, heading: str) -> float | None:
        """How well the values suit a column, 0 to 1; None when there are no values to judge by."""
        if not self.seen:
            return None
        if column.kind is Kind.DATE:
            return max(self.dates, self.serials if self.dates + self.serials > 0.8 or self.dates == 0 else self.dates + self.serials)
        if column.kind is Kind.NHS_NUMBER:
            ten_digits = self._share(lambda word: len(re.sub(r"[\s-]", "", word)) in (9, 10) and re.sub(r"[\s-]", "", word).isdigit())
            return max(self.nhs_numbers, 0.7 * ten_digits)
        if column.kind is Kind.UPN:
            return max(self.upns, 0.7 * self._share(lambda word: len(word) == 13 and word[0].isalpha()))
        if column.kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
            return 0.2 if self.dates > 0.5 else self.numbers
        if column.kind is Kind.CODE and column.codes:
            return self._fit_codes(column.codes, heading)
        if column.kind is Kind.LOCAL_WORD:
            return self._fit_words(column.codes)
        if column.kind is Kind.LOCAL_ID:
            return 0.1 if self.dates > 0.5 else 0.4 if self.long_text > 0.5 else max(0.75, self.identifiers)
        if self.dates > 0.5:
            return 0.1
        return 0.5 if self.numbers > 0.8 and column.name not in ("term", "locality", "contact") else 0.9

    def _fit_codes(self, codes: Codes, heading: str) -> float:
        known = self.words_of(codes)
        if codes is lists.SEN_STATUS and self.yes_or_no > 0.8 and any(word in heading.lower() for word in ("ehc", "support")):
            return 0.9
        if self.dates > 0.5 or (self.numbers > 0.8 and known < 0.8):
            return 0.05
        return known

    def _fit_words(self, codes: Codes | None) -> float:
        if self.dates > 0.5:
            return 0.1
        if self.numbers > 0.8:
            return 0.4
        return max(0.75, self.words_of(codes)) if codes else 0.9
