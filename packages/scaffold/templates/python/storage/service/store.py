"""Texts on the volume, by key. They survive the pod."""

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path


class Store:
    """A small store in a folder, which is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._files.mkdir(parents=True, exist_ok=True)

    async def read(self, key: str) -> str | None:
        return await asyncio.to_thread(self._read, key)

    async def write(self, key: str, value: str) -> None:
        await asyncio.to_thread(self._write, key, value)

    async def is_writable(self) -> bool:
        return await asyncio.to_thread(os.access, self._files, os.W_OK)

    def _file(self, key: str) -> Path:
        # A hash is a safe file name, whatever the key is.
        return self._files / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

    def _read(self, key: str) -> str | None:
        try:
            return self._file(key).read_text("utf-8")
        except FileNotFoundError:
            return None

    def _write(self, key: str, value: str) -> None:
        """Writes beside the file and renames: a reader, or a crash, never sees half of it."""
        number, beside = tempfile.mkstemp(dir=self._files)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(value)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self._file(key))
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
