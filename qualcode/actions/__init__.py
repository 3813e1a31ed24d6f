"""What coders do: one module per noun, one function per verb; each takes the Edit it acts in."""

from collections.abc import Mapping

from qualcode.i18n import N_
from qualcode.model import ActionName

LABELS: Mapping[ActionName, str] = {
    "new project": N_("Made the project"),
    "join": N_("Joined"),
    "rename project": N_("Renamed the project"),
    "add coder": N_("Added a coder"),
    "rename coder": N_("Renamed a coder"),
    "retire coder": N_("Retired a coder"),
    "bring back coder": N_("Brought back a coder"),
    "import sources": N_("Imported sources"),
    "rename source": N_("Renamed a source"),
    "regroup source": N_("Changed a source’s group"),
    "retire source": N_("Retired a source"),
    "bring back source": N_("Brought back a source"),
    "change speaker": N_("Changed a speaker"),
    "attach recording": N_("Attached a recording"),
    "remove recording": N_("Took off a recording"),
    "shift recording": N_("Set where a recording begins"),
    "add case": N_("Added a respondent"),
    "rename case": N_("Renamed respondents"),
    "merge cases": N_("Made several respondents one"),
    "remove case": N_("Removed a respondent"),
    "add attributes": N_("Added attributes"),
    "rename attribute": N_("Renamed an attribute"),
    "change attribute": N_("Changed an attribute"),
    "move attribute": N_("Moved an attribute"),
    "remove attribute": N_("Removed an attribute"),
    "set attribute": N_("Set an attribute"),
    "read face sheet": N_("Read a face sheet"),
    "load codebook": N_("Loaded a codebook"),
    "add code": N_("Added a code"),
    "change code": N_("Changed a code"),
    "move code": N_("Moved a code"),
    "retire code": N_("Retired a code"),
    "bring back code": N_("Brought back a code"),
    "code": N_("Coded"),
    "uncode": N_("Uncoded"),
    "resize": N_("Resized a coding"),
    "recode": N_("Changed the code of a coding"),
    "load codings": N_("Loaded codings"),
    "write memo": N_("Wrote a memo"),
    "undo": N_("Took back"),
    "redo": N_("Did again"),
}
"""What History says was done."""
