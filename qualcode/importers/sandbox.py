"""Files from strangers are read in processes of their own.

These have little memory, little time and no way out: a file that blows up there is one sentence here.
About 10 ms a file, 0.3 s for the first.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Self, cast

from qualcode.importers.carried import Outcome, unpacked
from qualcode.importers.problems import CannotRead, TookTooLong, TookTooMuch, Unreadable
from qualcode.importers.worker import (
    BROKEN,
    DONE,
    FRAME,
    LARGEST_OUTCOME,
    MEMORY_MB,
    OUT_OF_MEMORY,
    OUT_OF_TIME,
    Job,
    send_job,
)

SECONDS = 15
"""What a file may take, of processor time and on the clock; files above 2 MB may take longer."""
SECONDS_PER_MB = 2
_GRACE = 3
_MB = 1_000_000
_PACKAGES = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, {root!r}); from qualcode.importers.worker import main; main()"
_GONE = b""
_log = logging.getLogger("qualcode")


def seconds_for(size: int) -> int:
    """What reading a file of so many bytes may take."""
    return SECONDS + max(0, size // _MB - 2) * SECONDS_PER_MB


class Sandbox:
    """Reading processes, as many as there are processors (at most four), started when first needed."""

    def __init__(self) -> None:
        width = min(4, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(width, thread_name_prefix="reading")
        self._own = threading.local()
        self._readers: list[_Reader] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop at once: what is being read is given up."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for reader in self._readers:
                reader.stop()
        self._pool.shutdown(wait=True)
        for reader in self._readers:
            reader.close()

    def read(self, job: Callable[[], Job]) -> "Future[Outcome]":
        """Have one file read; `job` is called late, so that files are not heaped up."""
        return self._pool.submit(self._read, job)

    def _read(self, job: Callable[[], Job]) -> Outcome:
        try:
            wanted = job()
        except CannotRead as problem:
            return problem
        except Exception:  # noqa: BLE001 (an upload may be gone: the others are read)
            _log.exception("a file could not be handed over")
            return Unreadable("")
        reader = getattr(self._own, "reader", None)
        if reader is None:
            reader = self._own.reader = _Reader()
            with self._lock:
                self._readers.append(reader)
        return cast("_Reader", reader).read(wanted)


class _Reader:
    """One reading process; another takes its place when it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._over = False
        self._lock = threading.Lock()

    def read(self, job: Job) -> Outcome:
        state, outcome = self._answer(job)
        if state == _GONE:  # it had ended after the file before: a fresh one reads this
            state, outcome = self._answer(job)
        if self._over:
            return Unreadable(_file(job))
        return _as_outcome(job, BROKEN if state == _GONE else state, outcome)

    def _answer(self, job: Job) -> tuple[bytes, bytes]:
        clock: threading.Timer | None = None
        try:
            process = self._running()
            clock = threading.Timer(job.seconds + _GRACE, _kill, [process])
            clock.start()
            return _exchange(process, job)
        except (OSError, EOFError):
            late = clock is not None and not clock.is_alive()
            self._end()
            return (OUT_OF_TIME if late else _GONE), b"the reading process died"
        finally:
            if clock:
                clock.cancel()
            if not hasattr(os, "fork"):  # there it reads one file, and ends
                self._end()

    def stop(self) -> None:
        """End it for good, from another thread too."""
        with self._lock:
            self._over = True
            if self._process:
                _kill(self._process)

    def close(self) -> None:
        """Once nobody reads any more."""
        self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._over:
                raise EOFError
            if self._process is None or self._process.poll() is not None:
                _put_away(self._process)
                self._process = _started()
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        _put_away(process)


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 (our own module, by Python's own path)
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START.format(root=str(_PACKAGES))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,  # an interrupt at the keyboard is the program's to handle
    )


def _put_away(process: "subprocess.Popen[bytes] | None") -> None:
    if process is None:
        return
    _kill(process)
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe:
                pipe.close()
    process.wait()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """With the child that is reading."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _environment() -> dict[str, str]:
    """Nothing, but for what Windows cannot start a program without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _exchange(process: "subprocess.Popen[bytes]", job: Job) -> tuple[bytes, bytes]:
    assert process.stdin is not None  # noqa: S101 (both are pipes)
    assert process.stdout is not None  # noqa: S101
    send_job(process.stdin, job)
    head = process.stdout.read(1 + FRAME.size)
    if len(head) <= FRAME.size:
        raise EOFError
    length = FRAME.unpack(head[1:])[0]
    if length > LARGEST_OUTCOME:
        raise EOFError
    outcome = process.stdout.read(length)
    if len(outcome) < length:
        raise EOFError
    return head[:1], outcome


def _file(job: Job) -> str:
    return Path(job.name.replace("\\", "/")).name or job.name


def _as_outcome(job: Job, state: bytes, outcome: bytes) -> Outcome:
    file = _file(job)
    if state == DONE:
        try:
            return unpacked(file, outcome)
        except Exception as error:  # noqa: BLE001 (whatever a taken-over reader thinks of)
            _log.warning("a reader’s answer made no sense: %s", type(error).__name__)
            return Unreadable(file)
    if state == OUT_OF_TIME:
        return TookTooLong(file, job.seconds)
    if state == OUT_OF_MEMORY:
        return TookTooMuch(file, MEMORY_MB)
    _log.warning(
        "a file of kind %s could not be read: %s", Path(file).suffix, outcome.decode("utf-8", "replace")
    )
    return Unreadable(file)
