"""How much of the machine one file may use, and how large a spreadsheet may be."""

from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024
LEAST_SECONDS = 5
SECONDS_A_MEGABYTE = 60  # packed: one megabyte of a zip can hold a thousand


@dataclass(frozen=True)
class Limits:
    """What one file may use before it is refused."""

    file_megabytes: int = 200
    unpacked_megabytes: int = 1024
    archive_megabytes: int = 400
    archive_files: int = 200
    memory_megabytes: int = 3072
    cpu_seconds: int = 50
    wall_seconds: int = 60
    columns: int = 1_000
    cells: int = 25_000_000
    sheets: int = 250
    cell_characters: int = 32_767  # what Excel itself can hold

    def for_size(self, size: int) -> "Limits":
        """The same with less time for a small file: damage can make a reader go round for ever in a few kilobytes."""
        seconds = LEAST_SECONDS + size * SECONDS_A_MEGABYTE // MEGABYTE
        return replace(self, cpu_seconds=min(self.cpu_seconds, seconds), wall_seconds=min(self.wall_seconds, 3 * seconds))

    def within(self, seconds: int) -> "Limits":
        """The same with at most so many seconds, for a step beside the reading itself."""
        return replace(self, cpu_seconds=min(self.cpu_seconds, seconds), wall_seconds=min(self.wall_seconds, seconds))


USUAL = Limits()
