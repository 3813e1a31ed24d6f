"""Which installation writes into which file: the `replica` of the action table.

A copied file or a restored backup must not go on numbering its actions where the original does.
So the number last used is kept twice: in the file, and outside it in a small file of this
installation, by project and path. Where the outside knows nothing, or is ahead of the file, a new
replica begins.
"""

import hashlib
import os
import platform
import uuid
from pathlib import Path

import platformdirs


def device() -> str:
    """The name of this computer, as History shows it."""
    return platform.node() or "?"


class Counter:
    """The outside record of one project at one place: “replica seq”."""

    def __init__(self, project: str, where: str) -> None:
        name = hashlib.sha256(f"{project}\n{where}".encode()).hexdigest()[:32]
        self._file = Path(platformdirs.user_data_dir("qualcode", appauthor=False)) / "replicas" / name
        self.replica, self.seq = self._read()

    def _read(self) -> tuple[str, int]:
        try:
            replica, seq = self._file.read_text("ascii").split()
            return str(uuid.UUID(replica)), int(seq)
        except (OSError, ValueError):
            return "", 0

    def note(self, replica: str, seq: int) -> None:
        """Remember a number just before it is stored, so that the outside is never behind the file.

        What a crash or a full disk then loses is a number: a new replica begins.
        """
        self.replica, self.seq = replica, seq
        try:
            self._write(f"{replica} {seq:012d}".encode("ascii"))
        except OSError:
            return  # no home folder to write to: the next start begins a new replica

    def _write(self, line: bytes) -> None:
        # always the same length, in place: emptying a file first costs a millisecond
        flags = os.O_WRONLY | os.O_CREAT
        try:
            file = os.open(self._file, flags, 0o600)
        except FileNotFoundError:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._file, flags, 0o600)
        try:
            os.write(file, line)
        finally:
            os.close(file)
