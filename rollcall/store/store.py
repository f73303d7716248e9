"""The store: keeps prepared rows as dated versions, and answers queries over the active ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rollcall.store.records import Prepared, Rows, UploadRecord, VersionRecord


class Store:
    """One area's data: versions of every partner's spreadsheets, and the answers' tables made from the active ones."""

    key: bytes  # for the keyed hashes of NHS numbers and UPNs

    @classmethod
    def open(cls, folder: Path | None = None) -> Store:
        """The store in a data folder (made when it is not there), or one in memory."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError

    def keep(self, prepared: Sequence[Prepared], by: str) -> UploadRecord:
        """Keep rows as new versions, in one transaction."""
        raise NotImplementedError

    def undo(self, upload_id: int) -> None:
        """Take an upload back: the versions it replaced are active again."""
        raise NotImplementedError

    def put_back(self, version_id: int) -> None:
        """Make an earlier version the active one."""
        raise NotImplementedError

    def delete_upload(self, upload_id: int) -> None:
        """Delete an upload and its rows for good."""
        raise NotImplementedError

    def delete_everything(self) -> None:
        """Delete every row, version and upload for good."""
        raise NotImplementedError

    def uploads(self) -> tuple[UploadRecord, ...]:
        """Every upload, latest first."""
        raise NotImplementedError

    def versions(self) -> tuple[VersionRecord, ...]:
        """Every version, latest first."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether nothing active is kept."""
        raise NotImplementedError

    @property
    def data_version(self) -> int:
        """A number that changes whenever the active data does."""
        raise NotImplementedError

    @property
    def as_at(self) -> date | None:
        """The latest date that any active version speaks for."""
        raise NotImplementedError

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> Rows:
        """The rows a query gives. A mapping among the values is passed as one struct of text lists."""
        raise NotImplementedError

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Several queries over one unchanging picture of the data."""
        raise NotImplementedError

    def known_identifiers(self, column: str, values: Sequence[str]) -> frozenset[str]:
        """Which of these child ids, NHS number hashes or UPN hashes the active children carry."""
        raise NotImplementedError
