"""A project as it was at a moment of its past: opened to be looked at, or kept as a project of its own."""

import re
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcode.errors import CannotWrite, NoSuchMoment, PastIsFixed, ProjectExists
from qualcode.model import HistoryEntry
from qualcode.project import Edit, Project
from qualcode.store import backups as copies
from qualcode.store import past
from qualcode.store.engine import bare, explained, locate
from qualcode.store.history import entry
from qualcode.store.past_folders import new_folder, sweep
from qualcode.store.tables import InfoRow


class PastProject(Project):
    """Reads like any project and refuses every edit; `close()` removes its file."""

    after: HistoryEntry
    """The last action that is in it."""

    @classmethod
    def of(cls, project: Project, number: int, progress: past.Progress | None = None) -> Self:
        """The project as it was after action `number`. Raises NoSuchMoment."""
        sweep()
        folder = new_folder()
        try:
            path = folder / "past.qualcode"
            with project.read() as session:
                after = entry(session, number)
                past.write_past(session, number, path, progress)
            found = cls._at(locate(path), path)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        found.after = after
        found._remove = weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)  # noqa: SLF001 (its own)
        return found

    _remove: Any

    def close(self) -> None:
        super().close()
        self._remove()

    @property
    def when(self) -> str:
        """“2026-03-01 14:03”, by this computer’s clock."""
        return f"{self.after.when.astimezone():%Y-%m-%d %H:%M}"

    @contextmanager
    def _editing(self, *_: Any, **__: Any) -> Iterator[Edit]:
        raise PastIsFixed(when=self.when)
        yield

    def backup(self, *, why: str = "") -> copies.Backup:  # noqa: ARG002 (as every project's)
        raise PastIsFixed(when=self.when)

    def keep(self, out: Path, by: str) -> None:
        """Write it as a project that can be opened like any other; its name and history say what it is.

        `by` is the name of who keeps it, who joins that project if they were not in it yet.
        Raises ProjectExists, CannotWrite.
        """
        if out.exists():
            raise ProjectExists(path=str(out))
        try:
            with TemporaryDirectory(prefix=".qualcode-export-", dir=out.parent) as folder:
                draft = Path(folder, out.name)
                with explained(str(out)), bare(self._store.engine).connect() as connection:
                    connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
                with Project.open(draft, anywhere=True) as copy, copy.edit(by=copy.coder(by)) as edit:
                    self._mark(edit)
                draft.replace(out)
        except OSError as error:
            raise CannotWrite(path=str(out), detail=error.strerror or str(error)) from error

    def _mark(self, edit: Edit) -> None:
        row = edit.session.scalars(select(InfoRow)).one()
        edit.begin("copy past", f"{row.name} · {self.when}")
        row.name = f"{row.name} as of {self.when[:10]}"


def as_of(
    project: Project, moment: str | datetime | int, progress: past.Progress | None = None
) -> PastProject:
    """The project as it was: at a date, a date and time, after an action, or at a version of the codebook.

    Close it when you have looked. Raises NoSuchMoment, NotSoLongAgo.
    """
    with project.read() as session:
        number = _number(session, moment)
    return PastProject.of(project, number, progress)


def _number(session: Session, moment: str | datetime | int) -> int:
    if isinstance(moment, int):
        return moment
    if isinstance(moment, datetime):
        return past.number_at(session, moment)
    given = moment.strip()
    if (named := past.number_of_version(session, given)) is not None:
        return named
    if number := re.fullmatch(r"#?(\d+)", given):
        return int(number[1])
    return past.number_at(session, _time(given))


def _time(given: str) -> datetime:
    """A date means its end."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            day = date.fromisoformat(given) + timedelta(days=1)
            return datetime(day.year, day.month, day.day).astimezone() - timedelta(milliseconds=1)
        return datetime.fromisoformat(given).astimezone()
    except (ValueError, OverflowError) as error:
        raise NoSuchMoment(given=given) from error
