"""Undo and redo from a component: said with what was done and in which text, which may not be on screen."""

from qualcode.actions import LABELS
from qualcode.project import Edit
from qualcode.store import history
from qualcode.ui.i18n import _


def undone(edit: Edit) -> str:
    """Take back the coder’s latest action, and say what it was."""
    what = history.about(edit.session, history.last_undoable(edit.session, edit.coder_id))
    return _("Taken back: {action}").format(action=" · ".join([_(LABELS[history.undo(edit)]), *what]))


def redone(edit: Edit) -> str:
    """Do again what the coder took back last, and say what it was."""
    what = history.about(edit.session, history.last_redoable(edit.session, edit.coder_id))
    return _("Done again: {action}").format(action=" · ".join([_(LABELS[history.redo(edit)]), *what]))
