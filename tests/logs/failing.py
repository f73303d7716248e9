"""A program in which everything fails that can, each time with a child's value in its words; what it prints is looked through by a test."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress

from streamlit.testing.v1 import AppTest

from rollcall import logs
from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit, kept_store
from rollcall.answers.noting import taken_away
from rollcall.errors import RollcallError
from rollcall.export.download import to_csv
from rollcall.intake import intake
from rollcall.intake.desk import Desk, open_desk

CANARY = "Zebedee Canary"
NUMBERS = ("9434765919", "A123456789012", "2015-03-04")
EVERY = (CANARY, "Zebedee", "Quagga Lane", *NUMBERS)
HEADINGS = b"Child ID,Name,Address,NHS number,UPN,Date of birth,SEN status,Category,Start date,Notes\n"
ROW = b"Zebedee1,Zebedee Canary,3 Quagga Lane,9434765919,A123456789012,2015-03-04,%s,EHE,05/01/2026,Zebedee Canary of 3 Quagga Lane\n"
NAME = "North Council Zebedee Canary EHE register 31-10-2026.csv"
LEAD, BOARD = Viewer("Ada Example", Role.LEAD), Viewer("Bo Example", Role.BOARD)


def a_page_that_raises() -> None:
    """An exception inside a page."""
    AppTest.from_string(f"raise ValueError({CANARY!r} + ' born 2015-03-04 has the number 9434765919')").run()


def a_page_that_writes_to_a_logger() -> None:
    """A page of somebody else's that logs."""
    AppTest.from_string(f"import logging; logging.getLogger('theirs').error('%s', {CANARY!r}); logging.error({CANARY!r})").run()


def a_value_that_the_database_cannot_convert() -> None:
    """DuckDB's words hold the value."""
    with suppress(Exception):
        kept_store().query("SELECT CAST($value AS DATE)", {"value": CANARY})
    AppTest.from_string(
        f"from rollcall.answers.ask import kept_store\nkept_store().query('SELECT CAST($value AS DATE)', {{'value': {CANARY!r}}})"
    ).run()


def a_thread_that_ends() -> None:
    """Python prints such a mistake by itself."""

    def raises() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=raises)
    thread.start()
    thread.join()


def a_mistake_that_nobody_can_catch() -> None:
    """In a destructor."""

    class Ends:
        def __del__(self) -> None:
            raise ValueError(CANARY)

    Ends()
    gc.collect()


def a_task_that_nobody_waits_for() -> None:
    """asyncio logs it, with the words."""

    async def raises() -> None:
        raise ValueError(CANARY)

    async def forgets() -> None:
        task = asyncio.create_task(raises())
        await asyncio.sleep(0.01)
        del task
        gc.collect()

    asyncio.run(forgets())


def libraries_that_log() -> None:
    """Addresses with filters in them, values, exceptions, stacks; also by loggers that are first made now."""
    for name in ("uvicorn.access", "uvicorn.error", "streamlit.web.server", "duckdb", "splink", "made.only.now", "rollcall", "root"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG)
        logger.warning('%s - "%s %s HTTP/%s" %d', "127.0.0.1", "GET", f"/not_in_school?locality={CANARY}&as_at=2015-03-04", "1.1", 200)
        logger.error("what is wrong: %(value)s", {"value": CANARY})
        try:
            raise KeyError(CANARY)
        except KeyError:
            logger.exception(f"{CANARY} failed", stack_info=True, extra={"child": CANARY})
    own = logging.getLogger("with.a.handler.of.its.own")
    own.addHandler(logging.StreamHandler())
    own.propagate = False
    own.error(CANARY)
    warnings.warn(f"{CANARY} was read", stacklevel=1)


def an_upload_that_we_cannot_look_at() -> None:
    """A mistake of our own over a cell, and over the comparison of files."""
    broken = intake.find_file
    intake.find_file = _raises
    try:
        _dropped(_desk()).examined  # noqa: B018 - what is looked at is what matters
    finally:
        intake.find_file = broken
    logs.tell(logs.Event.MARKING_FAILED, ValueError(CANARY), file=NAME, child=CANARY, rows=9434765919)


def a_whole_run() -> None:
    """Upload, refuse, view, take away, undo, put back, delete."""
    desk = _desk()
    upload = desk.keep(_dropped(desk))
    visit = Visit(LEAD, desk.store)
    to_csv(taken_away(visit, [visit.ask("children_not_in_school_list")])[0])
    with suppress(RollcallError):
        Visit(BOARD, desk.store).ask("children_not_in_school_list")
    with suppress(RollcallError):
        open_desk(BOARD, desk.store)
    with suppress(RollcallError):
        visit.ask("not_in_school_by_category", locality=CANARY)
    with suppress(RollcallError):
        visit.ask(CANARY)
    with suppress(RollcallError):
        desk.import_mappings(CANARY.encode())
    for bad in (b"", CANARY.encode(), b"PK\x03\x04" + CANARY.encode(), b"\xff\xfe" + CANARY.encode("utf-16-le")):
        _dropped(desk, bad)
    desk.throw_away()
    desk.undo(upload.upload_id)
    desk.put_back(upload.versions[0].version_id)
    desk.delete_everything()


def _desk() -> Desk:
    return open_desk(LEAD, kept_store())


def _dropped(desk: Desk, data: bytes = HEADINGS + ROW % b"E" + ROW % CANARY.encode()) -> object:
    drop = desk.look([(NAME, data), (f"{CANARY}.xlsx", b"no workbook of " + CANARY.encode())])
    drop.wait(120)
    return drop


def _raises(*_: object, **__: object) -> object:
    raise ValueError(f"{CANARY} of 3 Quagga Lane")


FAILURES: tuple[Callable[[], None], ...] = (
    a_page_that_raises,
    a_page_that_writes_to_a_logger,
    a_value_that_the_database_cannot_convert,
    a_thread_that_ends,
    a_mistake_that_nobody_can_catch,
    a_task_that_nobody_waits_for,
    libraries_that_log,
    an_upload_that_we_cannot_look_at,
    a_whole_run,
)


if __name__ == "__main__":
    logs.take_over()
    for failure in FAILURES:
        failure()
        sys.stderr.flush()
    raise ValueError(CANARY)  # and the program ends with one that nobody caught
