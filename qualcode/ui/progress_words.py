"""What the states of a text are called on the screen."""

from collections.abc import Mapping

from qualcode.i18n import N_
from qualcode.model import Progress

PROGRESS_WORDS: Mapping[Progress, str] = {"to do": N_("to do"), "coding": N_("coding"), "done": N_("done")}
PROGRESS_ICONS: Mapping[Progress, str] = {
    "to do": ":material/radio_button_unchecked:",
    "coding": ":material/pending:",
    "done": ":material/check_circle:",
}
