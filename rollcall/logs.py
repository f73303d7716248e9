"""The log on stderr: lines of JSON, each an event of ours with numbers and names of ours, and no word of anybody else's.

A message of a library, an address somebody asked for, the words of an exception: each may hold a child's value. So none of them is
written. Whatever is logged anywhere in the process, by whichever library, is reduced when its record is made: to where it was logged,
and to the kind and the place of the mistake.
"""

from __future__ import annotations

import logging
import sys
import threading
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from rollcall.errors import PeopleRefused, place_of
from rollcall.own_words import Said, said


class Event(StrEnum):
    """Everything that the log can say."""

    STARTED = "Rollcall has started"
    LOOKING_FAILED = "Looking at a file failed"
    COMPARING_FAILED = "Comparing files failed"
    SHOWING_FAILED = "Showing dropped files failed"
    MARKING_FAILED = "Marking a dropped file failed"
    AUDIT_NOT_WRITTEN = "The audit log could not be written"
    PEOPLE_REFUSED = "The file of people, or the settings of the sign-in, cannot be used"
    PAGE_FAILED = "A page failed"
    MISTAKE = "A mistake was caught nowhere"
    LIBRARY = "A library logged something"


_PAGES_FAIL_IN = "streamlit.error_util"
_log = logging.getLogger("rollcall")


class _Told(str):
    """The text of an event, which carries its facts: the one kind of message that is written as it stands."""

    event: Event
    facts: dict[str, Said | float]


def tell(event: Event, mistake: BaseException | None = None, level: int = logging.ERROR, **facts: object) -> None:
    """Log an event: a mistake by its kind and place, facts in our own words."""
    _log.log(level, _told(event, mistake, {name: said(value) for name, value in facts.items()}))


def begin() -> None:
    """From now on nothing else is logged in this process than events, as JSON on stderr. A second time changes nothing."""
    logging.setLogRecordFactory(_record)
    if not any(isinstance(handler.formatter, _Json) for handler in logging.root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Json())
        logging.root.addHandler(handler)
    _log.setLevel(logging.INFO)


def take_over() -> None:
    """The same, also for what Python itself would print: warnings, and mistakes that end the process, a thread or nothing at all."""
    begin()
    logging.captureWarnings(True)
    sys.excepthook = _caught_nowhere
    threading.excepthook = lambda caught: tell(Event.MISTAKE, caught.exc_value)
    sys.unraisablehook = lambda caught: tell(Event.MISTAKE, caught.exc_value)


class _Json(JsonFormatter):
    """An event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = record.msg if isinstance(record.msg, _Told) else _told(Event.LIBRARY)
        return self.jsonify_log_record({"at": at, "level": record.levelname.lower(), "event": told.event.value, **told.facts})


def _told(event: Event, mistake: BaseException | None = None, facts: dict[str, Any] | None = None) -> _Told:
    facts = dict(facts or {})
    if isinstance(mistake, PeopleRefused):
        facts["refusal"] = str(mistake)  # about settings and members of staff: whoever looks after them has to read it
    elif mistake is not None:
        facts["mistake"] = place_of(mistake)
    told = _Told(": ".join([event.value, *(str(value) for value in facts.values())]))
    told.event, told.facts = event, facts
    return told


def _record(
    name: str,
    level: int,
    file: str,
    line: int,
    message: object,
    _arguments: object,
    caught: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None,
    function: str | None = None,
    _stack: str | None = None,
    **_more: object,
) -> logging.LogRecord:
    """Every record of this process, whoever logs it. A logger that would write by itself, as Streamlit's do, is given to the root."""
    logger: logging.Logger | None = logging.getLogger(name)
    while logger is not None and logger is not logging.root:
        logger.handlers.clear()
        logger.propagate, logger = True, logger.parent
    if not isinstance(message, _Told):
        event = Event.PAGE_FAILED if name == _PAGES_FAIL_IN else Event.LIBRARY
        message = _told(event, caught[1] if caught else None, {"logger": name, "at_line": f"{Path(file).name}:{line}"})
    return logging.LogRecord(name, level, file, line, message, (), None, function, None)


def _caught_nowhere(_kind: type[BaseException], mistake: BaseException, _trace: TracebackType | None) -> None:
    if not isinstance(mistake, KeyboardInterrupt):
        tell(Event.MISTAKE, mistake)
