"""The process in which strangers' files are read: it forks a child for each, which dies with what it read.

Started by `sandbox.py` as `python -I`, with an empty environment; files come by stdin, outcomes go by stdout.
Where there is no fork (Windows) it reads one file and ends.
"""

import os
import signal
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

MEMORY_MB = 768
LARGEST_OUTCOME = 260_000_000
"""Bytes; a bundle may unpack to 200 MB."""
FRAME = struct.Struct("!Q")
DONE, OUT_OF_TIME, OUT_OF_MEMORY, BROKEN = b"D", b"T", b"M", b"B"


class Job(NamedTuple):
    """One file, and how it is to be read."""

    kind: str
    """transcript, sheet, bundle or codebook."""
    name: str
    layout: str
    encoding: str
    seconds: int
    data: bytes


def main() -> None:
    """Read files until there are no more."""
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    while (job := next_job(pipe_in)) is not None:
        _warm_up(job)
        state, outcome = _read_in_child(job) if hasattr(os, "fork") else _read_here(job)
        pipe_out.write(state + FRAME.pack(sum(map(len, outcome))))
        pipe_out.writelines(outcome)
        pipe_out.flush()
        if not hasattr(os, "fork"):
            return


def next_job(pipe: Any) -> Job | None:
    """The next job, as `send_job` wrote it; None at the end."""
    head = pipe.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    fields = pipe.read(FRAME.unpack(head)[0]).decode("utf-8", "surrogatepass").split("\0")
    kind, name, layout, encoding, seconds, length = fields
    return Job(kind, name, layout, encoding, int(seconds), pipe.read(int(length)))


def send_job(pipe: Any, job: Job) -> None:
    fields = (job.kind, job.name, job.layout, job.encoding, str(job.seconds), str(len(job.data)))
    head = "\0".join(field.replace("\0", "") for field in fields).encode("utf-8", "surrogatepass")
    pipe.write(FRAME.pack(len(head)) + head)
    pipe.write(job.data)
    pipe.flush()


# -- before the file is touched ------------------------------------------------------------------------

_HEAVY = {
    ".docx": ("lxml.etree",),
    ".odt": ("lxml.etree",),
    ".xlsx": ("openpyxl",),
    ".pdf": ("pypdfium2",),
    ".html": ("lxml.html",),
    ".htm": ("lxml.html",),
}


def _warm_up(job: Job) -> None:
    """Load what the file's kind needs once, before forking, not in each child."""
    import_module("qualcode.importers.carried")
    import_module("qualcode.importers.transcripts")
    for library in _HEAVY.get(os.path.splitext(job.name)[1].lower(), ()):  # noqa: PTH122 (pathlib costs more)
        with suppress(ImportError):
            import_module(library)


def _limit(seconds: int) -> None:
    """From here on: no more memory or time than this, no new processes, no files written, nothing sent."""
    if hasattr(os, "fork"):
        import resource

        memory = MEMORY_MB << 20
        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (getattr(resource, "RLIMIT_NPROC", None), 0),
        ):
            if what is not None:
                with suppress(ValueError, OSError):  # macOS knows some of them, and keeps none
                    resource.setrlimit(what, (most, most))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
    sys.setrecursionlimit(1_000)
    sys.addaudithook(_refuse)


_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.putenv", "os.kill", "shutil.", "tempfile.", "ftplib.", "urllib.", "http.client.",
    "smtplib.", "webbrowser.", "sqlite3.", "winreg.", "pty.", "signal.pthread_kill",
)  # fmt: skip
_OWN = tuple(
    os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
    for folder in (
        os.path.join(os.path.dirname(__file__), os.pardir),  # noqa: PTH118, PTH120 (asked at every import)
        *(os.path.dirname(module.__file__ or "") for module in (os, import_module("lxml"))),  # noqa: PTH120
        *(path for path in sys.path[1:] if path),
    )
)


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    """An audit hook; it cannot be taken out again."""
    if event == "open":
        path, _mode, flags = given
        if not isinstance(path, int) and (flags & _WRITES or not _is_own(path)):
            raise PermissionError("a file that is being read may not open others")
    elif event.startswith(_NEVER):
        raise PermissionError(event)


def _is_own(path: object) -> bool:
    """Whether it belongs to Python or to us: modules are loaded late."""
    return isinstance(path, str) and os.path.realpath(path).startswith(_OWN)


# -- reading -------------------------------------------------------------------------------------------


Parts = Sequence[bytes | memoryview]
"""Bytes one after another, not joined: a bundle would be held twice."""


def _read_here(job: Job) -> tuple[bytes, Parts]:
    _limit(job.seconds)
    return _outcome(job)


def _outcome(job: Job) -> tuple[bytes, Parts]:
    """What the file holds, or what is wrong with it; what was not foreseen is the file’s fault too."""
    from qualcode.importers import bundle, codebook_files, facesheet, transcripts
    from qualcode.importers.carried import packed
    from qualcode.importers.problems import CannotRead

    found: Any
    try:
        if job.kind == "sheet":
            found = facesheet.read_face_sheet(job.name, job.data)
        elif job.kind == "bundle":
            found = bundle.read_bundle(job.name, job.data)
        elif job.kind == "codebook":
            found = codebook_files.understood(job.name, job.data, job.encoding)
        else:
            found = transcripts.understood(job.name, job.data, layout=job.layout, encoding=job.encoding)
        return DONE, packed(found)
    except CannotRead as problem:
        return DONE, packed(problem)
    except MemoryError:
        return OUT_OF_MEMORY, ()
    except Exception as error:  # noqa: BLE001 (told to the log by the parent, and to the user in a sentence)
        return BROKEN, (_story(error),)


def _story(error: Exception) -> bytes:
    """Where it happened, without a word of the file: that may be confidential."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(
        f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119
        for frame in reversed(frames)
    )
    return f"{type(error).__name__} in {places}".encode()


def _read_in_child(job: Job) -> tuple[bytes, Parts]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(job, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        outcome = pipe.read(LARGEST_OUTCOME + 1)
    if len(outcome) > LARGEST_OUTCOME:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        killed = signal.Signals(os.WTERMSIG(status))
        timed = killed in {signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL}
        return (OUT_OF_TIME if timed else BROKEN), (killed.name.encode(),)
    if not outcome:
        return BROKEN, (b"the reader ended early",)
    return outcome[:1], (memoryview(outcome)[1:],)


def _live(job: Job, writing: int) -> NoReturn:
    """The child's whole life."""
    code = 1
    try:
        os.close(0)
        os.close(1)
        _limit(job.seconds)
        state, outcome = _outcome(job)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(state)
            pipe.writelines(outcome)
        code = 0
    finally:
        os._exit(code)
