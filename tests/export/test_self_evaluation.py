"""The self-evaluation as a Word document: read back, printed, and with nothing in it that somebody typed as anything but text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.document import Document as Paper

from rollcall.answers.ask import Visit
from rollcall.answers.evidence import Strength
from rollcall.answers.rule import NHS
from rollcall.answers.self_evaluation import SelfEvaluation, save_action, save_text, written
from rollcall.definitions.measures import MEASURES
from rollcall.definitions.self_evaluation import Chapter, Part, State
from rollcall.export.self_evaluation import NOT_WRITTEN, to_document
from rollcall.show.self_evaluation import put_together
from tests.show.area import area, asked, spell
from tests.untrusted.libreoffice import as_pdf, find

TYPED = '=HYPERLINK("http://example.org") <w:b>bold</w:b> {PAGE} **stars** & "quotes"'


@pytest.fixture(scope="module")
def visit() -> Visit:
    """60 children, 40 of them home educated; somebody wrote a judgement and an action."""
    visit = asked(area(60, spells=[spell(n, reason="mental_health") for n in range(40)])).visit
    save_text(visit, Chapter.WHOLE, Part.JUDGEMENT, f"We know our children.\n- {TYPED}", 0)
    save_action(visit, Chapter.OVERSIGHT, None, TYPED, "A head of service", date(2027, 3, 31), State.UNDER_WAY)
    return visit


@pytest.fixture(scope="module")
def protected(visit: Visit) -> SelfEvaluation:
    return put_together(visit, written(visit), "Example", protected=True)


@pytest.fixture(scope="module")
def document(protected: SelfEvaluation) -> bytes:
    return to_document(protected)


def opened(document: bytes) -> Paper:
    return Document(io.BytesIO(document))


def text(paper: Paper) -> str:
    """Every word of the document."""
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_it_has_a_section_for_each_chapter_with_every_part(document: bytes) -> None:
    headings = [
        paragraph.text for paragraph in opened(document).paragraphs if paragraph.style and paragraph.style.name.startswith("Heading")
    ]
    for number, chapter in enumerate(Chapter, start=1):
        assert f"{number}. {chapter.value}" in headings
    for part in Part:
        assert headings.count(part.value) == len(Chapter)
    assert headings.count("What the data says") == headings.count("Actions") == len(Chapter)


def test_every_sentence_stands_in_it_with_its_date_source_and_question(document: bytes, protected: SelfEvaluation) -> None:
    told = text(opened(document))
    for chapter in protected.chapters:
        for one in chapter.evidence:
            assert one.sentence in told
            if one.strength is not Strength.UNANSWERED:
                assert f"Question: {', '.join(one.questions)}." in told
                assert one.source in told
    assert "31 October 2026" in told


def test_it_defines_each_measure_that_it_uses_and_says_how_numbers_are_protected(document: bytes, protected: SelfEvaluation) -> None:
    told = text(opened(document))
    used = {name for chapter in protected.chapters for one in chapter.evidence for name in one.measures}
    assert used
    assert all(f"{MEASURES[name].numerator}." in told for name in used)
    assert NHS.footnote in told
    assert "Children with SEND" in told  # the completeness statement names each spreadsheet


def test_what_people_typed_is_text_and_nothing_else(document: bytes) -> None:
    paper = opened(document)
    assert TYPED in [paragraph.text for paragraph in paper.paragraphs if paragraph.style and paragraph.style.name == "List Bullet"]
    assert TYPED in [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        body = parts.read("word/document.xml").decode()
        links = [name for name in parts.namelist() if name.endswith(".rels") and b"hyperlink" in parts.read(name)]
    assert not links
    assert "instrText" not in body
    assert "&lt;w:b&gt;bold" in body


def test_letters_that_no_document_can_hold_are_left_out_of_it(protected: SelfEvaluation) -> None:
    first, *others = protected.chapters
    strange = replace(
        first,
        evidence=tuple(replace(one, sentence=f"{one.sentence}\x0b", source="A\uffff Partn\ufffeer") for one in first.evidence),
        texts={part: one and replace(one, author="Some\x1ebody\ud800") for part, one in first.texts.items()},
    )
    told = text(opened(to_document(replace(protected, chapters=(strange, *others)))))
    assert "Source: A Partner." in told
    assert "Somebody, " in told


def test_what_nobody_wrote_and_what_cannot_be_said_is_shown_as_such(document: bytes) -> None:
    told = text(opened(document))
    assert NOT_WRITTEN in told
    assert "Access to health services has not been brought in." in told
    assert "counted from what the lead alone may see" in told


def test_the_protected_one_holds_no_exact_number_and_the_exact_one_says_for_whom_it_is(visit: Visit, document: bytes) -> None:
    exact = text(opened(to_document(put_together(visit, written(visit), "Example", protected=False))))
    assert "Exact numbers: for the lead alone, not to be shared" in exact
    shared = text(opened(document))
    assert "Exact numbers" not in shared
    numbers = [int(number) for number in re.findall(r"about (\d+)", shared)]
    assert numbers
    assert all(number % 5 == 0 for number in numbers)


def test_libreoffice_prints_it(document: bytes) -> None:
    printed = as_pdf(document, find())
    assert printed, "This LibreOffice has no word processor: make test installs one on Debian (libreoffice-writer-nogui)."
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > len(Chapter)
