"""Trying something out: done, looked at, and not stored."""

from collections.abc import Callable

from qualcode.errors import QualcodeError
from qualcode.model import Coder
from qualcode.project import Edit, Project


class _EnoughError(Exception):
    """Ends the edit that was only tried."""


def refusal(project: Project, by: Coder, act: Callable[[Edit], object]) -> QualcodeError | None:
    """Why the project would refuse this, or None: everything is done and rolled back."""
    try:
        with project.edit(by=by) as edit:
            act(edit)
            edit.session.flush()
            raise _EnoughError  # noqa: TRY301 (that is how an edit is rolled back)
    except _EnoughError:
        return None
    except QualcodeError as error:
        return error
