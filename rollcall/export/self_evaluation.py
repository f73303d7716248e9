"""The self-evaluation as a Word document, in the form that partnerships hand to inspectors and boards."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell

from rollcall.answers.evidence import Evidence, Strength
from rollcall.answers.self_evaluation import ActionVersion, ChapterSaid, SelfEvaluation, TextVersion
from rollcall.definitions.measures import MEASURES
from rollcall.definitions.self_evaluation import Part, State
from rollcall.export import word
from rollcall.export.word import day, small, table

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Self-evaluation: children with SEND who are not in school"
NOT_WRITTEN = "Not written yet."
_STATES = {state.code: state.value for state in State}
_HOW_SURE = (
    "A share has its denominator beside it and a 95% interval (Wilson). Two shares are compared by Newcombe's interval of their "
    "difference, and a difference is claimed only where that interval leaves out 0. A change through time is claimed only where the months "
    "show a special cause by the rules of NHS England's Making Data Count (XmR); no two months are compared. Thin evidence is marked, with "
    "the reason. What cannot be answered is listed, with what is missing."
)


def to_document(said: SelfEvaluation) -> bytes:
    """The document: title, summary, a section for each chapter, what cannot be said yet, and the appendices."""
    said = word.legible(said)
    paper = Document()
    word.set_up(paper, f"{TITLE}. {said.area}. {_numbers(said)}")
    _title(paper, said)
    _summary(paper, said)
    for number, chapter in enumerate(said.chapters, start=1):
        _chapter(paper, number, chapter)
    _not_yet(paper, said)
    _definitions(paper, said)
    _completeness(paper, said)
    _reading(paper, said)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _numbers(said: SelfEvaluation) -> str:
    return "Protected numbers" if said.protected else "Exact numbers: for the lead alone, not to be shared"


def _title(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading(TITLE, 0)
    paper.add_paragraph(said.area, "Subtitle")
    rows = [
        ("Area", said.area),
        ("Date of the data", day(said.as_at)),
        ("Put together on", day(said.made_on)),
        ("Numbers", f"{_numbers(said)}. {said.protection}"),
    ]
    if said.invented:
        rows.insert(0, ("Invented", "These children are made up. No number here is about a real child."))
    table(paper, (), rows, (4.0, 12.5))


def _summary(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading("Summary", 1)
    if leading := next((one for one in said.chapters[0].evidence if one.strength is not Strength.UNANSWERED), None):
        paper.add_paragraph(leading.sentence)
    rows = [(one.chapter.value, _text(one.texts.get(Part.JUDGEMENT)) or NOT_WRITTEN, _answered(one.evidence)) for one in said.chapters]
    table(paper, ("Chapter", "Our judgement", "Questions answered from the data"), rows, (4.0, 8.5, 4.0))


def _answered(evidence: Sequence[Evidence]) -> str:
    answered = sum(one.strength is not Strength.UNANSWERED for one in evidence)
    thin = sum(one.strength is Strength.THIN for one in evidence)
    return f"{answered} of {len(evidence)}{f', {thin} of them on thin evidence' if thin else ''}"


def _chapter(paper: Paper, number: int, said: ChapterSaid) -> None:
    heading = paper.add_heading(f"{number}. {said.chapter.value}", 1)
    heading.paragraph_format.page_break_before = True
    paper.add_paragraph(said.chapter.asks).runs[0].italic = True
    paper.add_heading("What the data says", 2)
    answered = [one for one in said.evidence if one.strength is not Strength.UNANSWERED]
    if answered:
        made = table(paper, ("Question", "What the data says"), [("", "")] * len(answered), (4.2, 12.3))
        for row, one in zip(made.rows[1:], answered, strict=True):
            _evidence(row.cells, one)
    if left := [one for one in said.evidence if one.strength is Strength.UNANSWERED]:
        paper.add_paragraph().add_run("Not answered from the data:").bold = True
        for one in left:
            paper.add_paragraph(f"{one.asks} {one.sentence}", "List Bullet")
    for part in Part:
        paper.add_heading(part.value, 2)
        _written(paper, said.texts.get(part))
    paper.add_heading("Actions", 2)
    _actions(paper, said.actions)


def _evidence(cells: Sequence[_Cell], one: Evidence) -> None:
    asks, says = cells
    asks.paragraphs[0].add_run(one.asks).bold = True
    says.paragraphs[0].add_run(one.sentence)
    if one.note:
        note = says.add_paragraph()
        note.add_run(f"{one.strength.value}. " if one.strength is Strength.THIN else "").bold = True
        note.add_run(one.note)
    source = f"{day(one.as_at)}. Source: {one.source}." if one.source else f"{day(one.as_at)}."
    small(says.add_paragraph(), f"{source} Question: {', '.join(one.questions)}.")
    for paragraph in says.paragraphs:
        paragraph.paragraph_format.space_after = Pt(3)


def _written(paper: Paper, version: TextVersion | None) -> None:
    text = _text(version)
    if version is None or not text:
        small(paper.add_paragraph(), NOT_WRITTEN)
        return
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        bullet = line[:2] in ("- ", "* ", "• ")
        paper.add_paragraph(line[2:].strip() if bullet else line, "List Bullet" if bullet else None)
    small(paper.add_paragraph(), f"{version.author}, {day(version.written_at.date())}, version {version.version}.")


def _text(version: TextVersion | None) -> str:
    return version.text.strip() if version else ""


def _actions(paper: Paper, actions: Sequence[ActionVersion]) -> None:
    if not actions:
        small(paper.add_paragraph(), "No action is written down yet.")
        return
    rows = [
        (
            one.action,
            one.owner or "No owner yet",
            day(one.due_date) if one.due_date else "No date yet",
            _STATES.get(one.state, one.state),
        )
        for one in actions
    ]
    table(paper, ("Action", "Owner", "Due", "State"), rows, (8.0, 3.5, 2.8, 2.2))


def _not_yet(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading("What we cannot say yet", 1).paragraph_format.page_break_before = True
    rows = [
        (chapter.chapter.value, one.asks, one.sentence)
        for chapter in said.chapters
        for one in chapter.evidence
        if one.strength is Strength.UNANSWERED
    ]
    if rows:
        table(paper, ("Chapter", "Question", "Why"), rows, (3.6, 5.9, 7.0))
    else:
        paper.add_paragraph("Every question of this form is answered from the data.")


def _definitions(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading("Appendix A: what each measure counts", 1)
    used = dict.fromkeys(name for chapter in said.chapters for one in chapter.evidence for name in one.measures)
    rows = [
        (measure.title, f"{measure.numerator}.", f"{measure.denominator}.", f"{measure.caveat} {measure.aim}")
        for measure in (MEASURES[name] for name in used)
    ]
    table(paper, ("Measure", "Counted", "Out of", "To know"), rows, (3.2, 4.2, 4.2, 4.9), Pt(8))


def _completeness(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading("Appendix B: how complete and how fresh the data is", 1)
    headings, rows = said.completeness
    if rows:
        table(paper, headings, rows, (4.0, 4.0, 2.4, 1.6, 4.5) if len(headings) == 5 else (6.5, 6.5, 3.5), Pt(8))
    for note in said.completeness_notes:
        paper.add_paragraph(note)


def _reading(paper: Paper, said: SelfEvaluation) -> None:
    paper.add_heading("Appendix C: how the numbers are protected, and how sure they are", 1)
    paper.add_paragraph(f"{_numbers(said)}. {said.protection}")
    closing = paper.add_paragraph(_HOW_SURE)
    closing.alignment = WD_ALIGN_PARAGRAPH.LEFT
