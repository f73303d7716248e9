"""Each promise of the security page, and each safeguard of the impact assessment, names a test that exists and holds tests."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY

SECURITY, ASSESSMENT = (REPOSITORY / "docs" / name for name in ("security.md", "dpia.md"))
_TEST = re.compile(r"\]\(\.\./(tests/[\w/]+\.py)\)")


def rows(page: str, heading: str) -> list[str]:
    """The rows of the table under a heading, without its head."""
    part = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in part.splitlines() if line.startswith("|")][2:]


PROMISES = rows(SECURITY.read_text(encoding="utf-8"), "Promises")
SAFEGUARDS = rows(ASSESSMENT.read_text(encoding="utf-8"), "6. Risks")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda row: row.strip("| ")[:60])
def test_a_promise_names_tests_that_are_there(promise: str) -> None:
    named = _TEST.findall(promise)
    assert named, f"No test keeps this promise: {promise}"
    for name in named:
        assert re.search(r"^def test_", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE), f"{name} holds no test"


@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=lambda row: row.strip("| ")[:60])
def test_a_safeguard_of_the_assessment_points_to_where_it_is_shown_and_leaves_the_rest_open(safeguard: str) -> None:
    shown = re.findall(r"\]\(((?:\.\./tests/[\w/]+\.py)|[\w]+\.md)\)", safeguard)
    assert shown
    assert all((ASSESSMENT.parent / path).exists() for path in shown)
    assert "[ ... ]" in safeguard


def test_there_are_promises_and_what_is_not_promised() -> None:
    page = SECURITY.read_text(encoding="utf-8")
    assert len(PROMISES) >= 20
    assert page.split("\n## Not promised\n")[1].count("\n- **") >= 8


def test_the_assessment_leaves_the_lawful_basis_to_the_controller() -> None:
    basis = rows(ASSESSMENT.read_text(encoding="utf-8"), "2. Lawful basis: candidates for the controller to decide")
    assert all(row.rstrip().endswith("[ ... ] |") for row in basis)
