"""`python -m rollcall reconcile` tells each total of published files, and its exit code says whether they match."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from rollcall.__main__ import main
from tests.intake.reconciling.files import AREA, areas, summed


def written(folder: Path, england: int) -> Path:
    """A census file of 150 councils with 840 children each."""
    file = folder / "ehe_census.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*AREA, "breakdown_topic", "breakdown", "child_count"])
        for place, (area, count) in enumerate(zip(areas(), summed(840), strict=True)):
            writer.writerow(["202526", "Autumn term", *area, "Total", "Total", count if place else england])
    return file


def test_files_that_match_are_told_row_by_row_with_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(written(tmp_path, 840 * 150))]) == 0
    said = capsys.readouterr().out
    assert "matches: England: elective home education on census day, Autumn term, 2025/26: worked out as 126,000" in said
    assert (
        said.count("126,000       126,000  elective home education on census day, Autumn term, 2025/26: matches") == 3
    )  # the release, the regions, the councils


def test_a_total_that_does_not_match_is_told_with_both_numbers_and_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, 127000)
    assert main(["reconcile", str(file)]) == 1
    said = capsys.readouterr().out
    assert (
        "DOES NOT MATCH  England: elective home education on census day, Autumn term, 2025/26: worked out as 126,000, published as" in said
    )
    assert "LOOK AT  England: elective home education on census day" in said
    assert main(["reconcile", str(file), "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {(row["worked out"], row["published"]) for row in rows if row["verdict"] == "does not match"} == {
        ("127000.0", "126000.0"),
        ("126000.0", "127000.0"),
    }
    assert main(["reconcile", str(file), "--format", "json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert len(told["comparisons"]) == len(rows)


def test_files_with_no_total_in_them_are_refused_with_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "register.csv"
    file.write_text("Child ID,Date of birth\nC1,01/02/2015\n", encoding="utf-8")
    assert main(["reconcile", str(file)]) == 2
    assert "Give DfE's data files" in capsys.readouterr().err
