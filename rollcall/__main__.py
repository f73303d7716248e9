"""The command line: the questions, a check of spreadsheets, an answer from them, templates, and an invented area."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rollcall.commands import at_the_command_line, attack, audit, backup, key, reconcile, serve
from rollcall.errors import RollcallError

if TYPE_CHECKING:
    from rollcall.answers.answer import Answer
    from rollcall.intake.intake import Examined
    from rollcall.store import Store

# Rooms are imported where they are used: `questions` and a mistyped option answer before DuckDB and Arrow are loaded.

FINE, REFUSED_SOMETHING, NOT_DONE = 0, 1, 2


class NotDone(RollcallError):
    """What was asked on the command line cannot be done."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 a check refused something, 2 not done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except RollcallError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return NOT_DONE
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m rollcall", description="Rollcall answers questions about children with SEND who are not in school."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], does: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=does, description=does)
        made.set_defaults(run=run)
        return made

    command("questions", _questions, "List the questions that can be asked, and the filters each one takes.")

    check = command("check", _check, "Say what each sheet is, how it was matched, and what was found. Keeps nothing.")
    _take_files(check)
    check.add_argument("--format", choices=("table", "json"), default="table")

    ask = command("ask", _ask, "Answer a question from spreadsheets. Keeps nothing.")
    ask.add_argument("question", metavar="QUESTION", help="a name that `questions` lists")
    _take_files(ask)
    ask.add_argument("--as-at", type=_day, metavar="DATE", help="YYYY-MM-DD; otherwise the latest date any of the files speaks for")
    ask.add_argument(
        "--since", type=_day, metavar="DATE", help="YYYY-MM-DD, for a question between two days; otherwise a month before the later one"
    )
    ask.add_argument(
        "--filter", type=_filter, action="append", default=[], metavar="KEY=VALUE", help="repeat a key to mean any of its values"
    )
    ask.add_argument(
        "--role", choices=("lead", "commissioner", "board"), default="lead", help="whose answer: all but the lead get protected numbers"
    )
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")

    template = command("template", _template, "Write the workbooks that a partner can fill in.")
    template.add_argument(
        "table", metavar="TABLE", help="a spreadsheet kind, all for a workbook each, or combined for one with all of them"
    )
    template.add_argument("-o", dest="folder", type=Path, required=True, metavar="DIR", help="the folder to write into")

    mappings = command("mappings", _mappings, "Give what the data folder remembers of how sheets are read, or take another council's.")
    mappings.add_argument("what", choices=("export", "import"))
    mappings.add_argument("file", type=Path, metavar="FILE", help="the .json file to write, or to bring in")

    invent = command("invent", _invent, "Write an invented area's spreadsheets.")
    invent.add_argument("-o", dest="folder", type=Path, required=True, metavar="DIR", help="the folder to write into")
    invent.add_argument("--seed", type=int, default=None, metavar="N", help="another seed gives another area")
    invent.add_argument("--children", type=_count, default=None, metavar="N", help="how many children with SEND")
    attack.add(command)
    audit.add(command)
    serve.add(command)
    backup.add(command)
    key.add(command)
    reconcile.add(command)
    return parser


def _take_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a spreadsheet, or a folder of them")
    parser.add_argument(
        "--mappings", action="append", default=[], type=Path, metavar="FILE", help="how sheets are read, as “mappings export” writes it"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date that is read here: write it as 2026-10-31") from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of children: write a whole number from 1")
    return int(text)


def _filter(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(f"{text} is not a filter: write it as KEY=VALUE, such as sen_status=E")
    return key, value


def _questions(_given: argparse.Namespace) -> int:
    from rollcall.answers.question import QUESTIONS

    width = max(len(name) for name in QUESTIONS)
    for name, question in QUESTIONS.items():
        print(f"{name:<{width}}  {question.title}")
        if question.filters:
            print(f"{'':<{width}}  filters: {', '.join(question.filters)}")
    return FINE


def _check(given: argparse.Namespace) -> int:
    from rollcall.intake import report
    from rollcall.intake.intake import examine
    from rollcall.intake.reading.paths import files_at
    from rollcall.store import Store

    store = Store.open()
    try:
        _remember(store, given.mappings)
        examined = examine(files_at(given.files), store)
    finally:
        store.close()
    if given.format == "json":
        print(json.dumps(report.as_json(examined), ensure_ascii=False, indent=2))
    else:
        _show(report.as_text(examined))
    return REFUSED_SOMETHING if examined.refused_anything else FINE


def _ask(given: argparse.Namespace) -> int:
    from rollcall.access import Role, Viewer
    from rollcall.answers.ask import Visit, question_named
    from rollcall.answers.filters import check_names
    from rollcall.intake.intake import examine, keep
    from rollcall.intake.reading.paths import files_at
    from rollcall.store import Store

    filters: dict[str, list[str]] = {}
    for name, value in given.filter:
        filters.setdefault(name, []).append(value)
    check_names(question_named(given.question), filters)  # before the files are read
    store = Store.open()
    try:
        _remember(store, given.mappings)
        examined = examine(files_at(given.files), store)
        if not examined.prepared:
            raise NotDone(_why_nothing(examined))
        keep(examined, store, by="the command line")
        visit = Visit(Viewer("the command line", Role(given.role)), store, day=given.as_at)
        answer = visit.ask(given.question, as_at=given.as_at, since=given.since, **filters)
    finally:
        store.close()
    _warn_of_what_is_missing(examined)
    _print_answer(answer, given.format)
    return FINE


def _print_answer(answer: Answer, form: str) -> None:
    if form == "json":
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
        return
    from rollcall.export import download

    if form == "csv":
        sys.stdout.buffer.write(download.csv_text(answer).encode("utf-8"))
    else:
        _show(download.to_text(answer))


def _show(text: str) -> None:
    """Print text without the control characters by which a cell could steer the terminal."""
    print("".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text).rstrip("\n"))


def _why_nothing(examined: Examined) -> str:
    refused = [f"{file.file}: {file.refused}" for file in examined.files if file.refused]
    if refused:
        return refused[0] if len(refused) == 1 else f"None of the {len(refused)} files could be read. {refused[0]}"
    return "No rows in these files could be used: run `python -m rollcall check` on them to see why."


def _warn_of_what_is_missing(examined: Examined) -> None:
    files = sum(1 for file in examined.files if file.refused)
    sheets = [sheet for file in examined.files for sheet in file.sheets]
    rows = sum(sheet.rows_refused - sheet.rows_repeated for sheet in sheets)
    missing = [f"{files:,} {'file' if files == 1 else 'files'}"] if files else []
    missing += [f"{rows:,} {'row' if rows == 1 else 'rows'}"] if rows else []
    if missing:
        sys.stderr.write(
            f"Not in this answer: {' and '.join(missing)} refused; `python -m rollcall check` on the same files says which, and why.\n"
        )
    if asks := [ask for sheet in sheets for ask in sheet.asks]:
        dates = sum(ask.startswith("date_order:") for ask in asks)
        both = f", {dates:,} of them about dates that could be read both ways" if dates else ""
        count = f"{len(asks):,} {'question is' if len(asks) == 1 else 'questions are'}"
        sys.stderr.write(f"{count} open about these files{both}; `python -m rollcall check` on them says which, and what is assumed.\n")


def _nearest(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(words), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _template(given: argparse.Namespace) -> int:
    from rollcall.definitions.tables import BY_NAME
    from rollcall.intake.template import write_template

    names = [name for name, table in BY_NAME.items() if not table.published]
    if given.table == "combined":
        print(_written(_folder(given.folder) / "combined.xlsx", write_template(*(BY_NAME[name] for name in names))))
        return FINE
    if given.table not in ("all", *names):
        published = given.table in BY_NAME
        why = (
            f"{given.table} is published, and comes as it is"
            if published
            else f"There is no spreadsheet kind named {given.table}{_nearest(given.table, names)}"
        )
        raise NotDone(f"{why}; the templates are: {', '.join(names)}, all, combined.")
    folder = _folder(given.folder)
    for name in names if given.table == "all" else [given.table]:
        print(_written(folder / f"{name}.xlsx", write_template(BY_NAME[name])))
    return FINE


def _invent(given: argparse.Namespace) -> int:
    from rollcall.invent import CHILDREN, SEED, invent, write

    folder = _folder(given.folder)
    area = invent(seed=SEED if given.seed is None else given.seed, children=given.children or CHILDREN)
    try:
        for path in write(area, folder):
            print(path)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    return FINE


def _mappings(given: argparse.Namespace) -> int:
    from rollcall.answers.ask import kept_store
    from rollcall.audit import Action, audited
    from rollcall.intake.mapping import export_mappings, remembered

    store = kept_store()
    if given.what == "import":
        with audited(Action.MAPPING_IMPORTED, at_the_command_line()) as note:
            note()
            print(f"{_remember(store, [given.file]):,} remembered")
        return FINE
    mappings = [mapping for mapping in map(remembered, store.mappings()) if mapping.count]
    if not mappings:
        raise NotDone(
            "Nothing was ever chosen for a sheet by hand, so there is no mapping to give: every sheet is read as it is recognised."
        )
    print(_written(given.file, export_mappings(mappings)))
    return FINE


def _remember(store: Store, files: Sequence[Path]) -> int:
    """Remember the mappings of some files, and say how many."""
    from rollcall.intake.mapping import import_mappings

    count = 0
    for file in files:
        try:
            mappings = import_mappings(file.read_bytes())
        except OSError as error:
            raise NotDone(f"{file} cannot be opened ({error.strerror or 'the system refused'}): check its name and its folder.") from None
        store.remember(mappings)
        count += len(mappings)
    return count


def _folder(folder: Path) -> Path:
    """The folder to write into, made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    return folder


def _written(path: Path, data: bytes) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _cannot_write(path, error) from None
    return path


def _cannot_write(path: Path, error: OSError) -> NotDone:
    why = error.strerror or "the system refused"
    return NotDone(f"{path} cannot be written ({why}): close it if another program has it open, or name another folder with -o.")


if __name__ == "__main__":
    sys.exit(main())
