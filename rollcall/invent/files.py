"""The invented area's spreadsheets, as its partners would really send them."""

from __future__ import annotations

from pathlib import Path

from rollcall.invent import admission_files, council_files, health_files, register_files, survey_files
from rollcall.invent.area import Invented
from rollcall.invent.sheets import write_text, write_workbook


def write(invented: Invented, directory: Path) -> list[Path]:
    """Write every partner's files into a directory, which is made when it is not there. The same area gives the same files."""
    directory.mkdir(parents=True, exist_ok=True)
    day = invented.as_at
    return [
        write_workbook(directory / f"Alderbrook Council SEND caseload {day:%d-%m-%Y}.xlsx", council_files.caseload(invented)),
        write_workbook(directory / f"Alderbrook Council registers {day:%B %Y}.xlsx", register_files.registers(invented)),
        write_workbook(
            directory / f"Alderbrook Council in-year admissions {day:%B %Y}.xlsx", admission_files.in_year_applications(invented)
        ),
        write_workbook(directory / f"Alderbrook Schools attendance {day:%d-%m-%Y}.xlsx", council_files.attendance_return(invented)),
        write_workbook(
            directory / f"Wenning Vale Community NHS Trust waiting list {day:%b %Y}.xlsx", health_files.community_trust(invented)
        ),
        write_workbook(directory / f"Marlstone Partnership NHS Trust waits {day:%Y%m%d}.xlsx", health_files.mental_health_trust(invented)),
        write_text(directory / f"Larkfold Therapies caseload {day:%b %y}.csv", health_files.therapy_caseload(invented), ";", "cp1252"),
        write_text(
            directory / f"Larkfold Therapies assessments {day:%b %y}.csv", health_files.therapy_assessments(invented), ",", "utf-8-sig"
        ),
        write_workbook(directory / f"Alder Vale ICB commissioned services {day:%B %Y}.xlsx", health_files.commissioned_services(invented)),
        write_workbook(directory / f"Alderbrook Council SEND surveys {day:%B %Y}.xlsx", survey_files.survey_export(invented)),
    ]
