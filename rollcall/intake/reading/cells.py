"""Turns the reader's text for each cell into the text that Rollcall uses: ISO dates, TRUE and FALSE, and no error values."""

from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ERROR_NAMES = {
    "Ref": "#REF!",
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
ERROR_PATTERN = r"^(#(REF|DIV/0|NULL|NUM|VALUE|SPILL|CALC|FIELD|BLOCKED)!|#N/A|#NAME\?|#GETTING_DATA|Err:\d{3})$"
MOMENT_PATTERN = r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?$"
MIDNIGHT = b" 00:00:00"
DAY_LENGTH = len("2026-10-31")
MOMENT_LENGTH = DAY_LENGTH + len(MIDNIGHT)
LAST_YEAR_OF_PLAIN_TIMES = 1900
# Letters that nobody sees, and that hide a word from the lists, turn round what stands beside it or steer a terminal.
UNSEEN = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]+"
_UNSEEN_STARTS = (b"\xc2\xad", b"\xd8\x9c", b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf")
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1C), 0x7F))


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """Address a cell as Excel does, from positions that start at 0."""
    return f"{column_letters(column)}{row + 1}"


def tidy(column: pa.Array) -> tuple[pa.Array, list[tuple[int, str]]]:
    """One column as Rollcall's text, and the rows and words of the error values typed or saved in it as text."""
    raw = _text_bytes(column)
    if any(start in raw for start in _UNSEEN_STARTS) or len(raw.translate(None, _CONTROLS)) < len(raw):
        column = pc.replace_substring_regex(column, UNSEEN, "")
        raw = _text_bytes(column)
    if MIDNIGHT in raw:
        column = _cut_midnights(column, raw)
        raw = _text_bytes(column)
    if b":" in raw:
        column = _tidy_moments(column)
    if b"true" in raw or b"false" in raw:
        switched = pc.is_in(column, value_set=pa.array(["true", "false"]))
        column = pc.if_else(switched, pc.utf8_upper(column), column)
    if b"#" in raw or b"Err:" in raw:
        return _take_out_errors(column)
    return column, []


def cut(column: pa.Array, most: int) -> tuple[pa.Array, int]:
    """One column with no cell longer than so many characters, and how many were."""
    if not len(column) or (pc.max(pc.binary_length(column)).as_py() or 0) <= most:
        return column, 0
    too_long = pc.sum(pc.greater(pc.utf8_length(column), most)).as_py() or 0
    return (pc.utf8_slice_codeunits(column, 0, most), too_long) if too_long else (column, 0)


def _offsets(column: pa.Array) -> np.ndarray:
    """Where each cell's text starts, and the last one's ends, in the bytes of all of them."""
    if not len(column):
        return np.zeros(1, dtype=np.int32)
    return np.frombuffer(column.buffers()[1], dtype=np.int32)[column.offset : column.offset + len(column) + 1]


def _text_bytes(column: pa.Array) -> bytes:
    offsets = _offsets(column)
    data = column.buffers()[2]
    return b"" if data is None else bytes(memoryview(data)[offsets[0] : offsets[-1]])


def _cut_midnights(column: pa.Array, raw: bytes) -> pa.Array:
    """Cut the midnight off each date, on the bytes of the whole column at once: ten times faster than cell by cell."""
    offsets = _offsets(column) - _offsets(column)[0]
    lengths = np.diff(offsets)
    letters = np.frombuffer(raw, dtype=np.uint8)
    rows = np.flatnonzero(lengths == MOMENT_LENGTH)
    moments = letters[offsets[rows][:, None] + np.arange(MOMENT_LENGTH, dtype=np.int32)]
    midnight = (moments[:, DAY_LENGTH:] == np.frombuffer(MIDNIGHT, dtype=np.uint8)).all(axis=1)
    dashed = (moments[:, 4] == ord("-")) & (moments[:, 7] == ord("-"))
    plain_time = (moments[:, :4] == np.frombuffer(b"1899", dtype=np.uint8)).all(axis=1)
    rows = rows[midnight & dashed & ~plain_time]
    kept = np.ones(len(letters), dtype=bool)
    kept[offsets[rows][:, None] + np.arange(DAY_LENGTH, MOMENT_LENGTH, dtype=np.int32)] = False
    lengths[rows] = DAY_LENGTH
    shorter = np.zeros(len(offsets), dtype=np.int32)
    np.cumsum(lengths, out=shorter[1:])
    valid = pc.is_valid(column).buffers()[1] if column.null_count else None
    return pa.Array.from_buffers(pa.string(), len(column), [valid, pa.py_buffer(shorter), pa.py_buffer(letters[kept])])


def _tidy_moments(column: pa.Array) -> pa.Array:
    mask = pc.fill_null(pc.match_substring_regex(column, MOMENT_PATTERN), False)
    if not pc.any(mask).as_py():
        return column
    known: dict[str, str] = {}
    found = [known.get(text) or known.setdefault(text, moment_text(text)) for text in pc.filter(column, mask).to_pylist()]
    return pc.replace_with_mask(column, mask, pa.array(found, pa.string()))


def moment_text(text: str) -> str:
    """A moment as Rollcall writes it: a day, a day and time, or, before 1901, the hours and minutes that the cell shows."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.microsecond:
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    clock = moment.time()
    if moment.year < LAST_YEAR_OF_PLAIN_TIMES or (moment.year == LAST_YEAR_OF_PLAIN_TIMES and clock != datetime.min.time()):
        hours, rest = divmod(int((moment - datetime(1899, 12, 31)).total_seconds()), 3600)  # noqa: DTZ001 - a length of time
        return f"{hours:02}:{rest // 60:02}" if hours >= 0 else text
    return moment.date().isoformat() if clock == datetime.min.time() else moment.isoformat()


def _take_out_errors(column: pa.Array) -> tuple[pa.Array, list[tuple[int, str]]]:
    mask = pc.fill_null(pc.match_substring_regex(column, ERROR_PATTERN), False)
    rows = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
    if not len(rows):
        return column, []
    words = pc.filter(column, mask).to_pylist()
    return pc.if_else(mask, pa.scalar(None, pa.string()), column), list(zip(rows.tolist(), words, strict=True))
