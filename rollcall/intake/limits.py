"""How much of the machine one file may use, and how large a spreadsheet may be."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may use before it is refused."""

    file_megabytes: int = 200
    unpacked_megabytes: int = 1024
    archive_megabytes: int = 400
    archive_files: int = 200
    memory_megabytes: int = 3072
    cpu_seconds: int = 90
    wall_seconds: int = 180
    columns: int = 1_000
    cells: int = 25_000_000


USUAL = Limits()
