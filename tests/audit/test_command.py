"""The audit log on the command line: verified, shown, and its end given away."""

from __future__ import annotations

import pytest

from rollcall.__main__ import main
from tests.audit.writing import Log


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """What a command answers, and its exit code."""
    code = main(["audit", *arguments])
    return code, capsys.readouterr().out


def test_verify_ends_with_0_when_the_chain_holds(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.write(3)
    code, out = said(capsys, "verify")
    assert code == 0
    assert out.startswith("3 entries since ")
    assert out.endswith("the chain holds.\n")


def test_verify_ends_with_1_and_names_the_line(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.write(3)
    lines = log.lines
    log.put([lines[0], lines[2]])
    code, out = said(capsys, "verify")
    assert code == 1
    assert "Line 2: missing: entry 2 is not here.\n" in out


def test_the_end_that_was_kept_elsewhere_is_held_against_the_log(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.write(3)
    code, head = said(capsys, "head")
    assert code == 0
    log.write(2)
    assert said(capsys, "verify", "--head", head.strip())[0] == 0
    assert said(capsys, "verify", "--head", f"3:{'0' * 64}")[0] == 1


def test_show_gives_what_was_done_since_a_day(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.write(2)
    assert said(capsys, "show", "--since", "2020-01-01")[1].count("list viewed") == 2
    assert said(capsys, "show", "--since", "2999-01-01") == (0, "")
    assert '"question": "open_waits_list"' in said(capsys, "show", "--format", "json")[1]


def test_a_log_that_was_never_begun_has_no_end(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "head"]) == 2
    assert "There is no audit log" in capsys.readouterr().err
