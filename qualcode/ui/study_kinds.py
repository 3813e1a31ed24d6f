"""The kinds of study, as Braun and Clarke tell them apart, in a line each."""

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.model import StudyKind


class Kind(NamedTuple):
    label: str
    said: str


KINDS: Mapping[StudyKind, Kind] = {
    "coding reliability": Kind(
        N_("Coding reliability"),
        N_("Several people give fixed codes to the same texts; how far they agree is measured and reported."),
    ),
    "codebook": Kind(
        N_("Codebook"),
        N_("A codebook guides the coding and grows with it; comparing coders helps to sharpen it."),
    ),
    "reflexive": Kind(
        N_("Reflexive"),
        N_("Codes are the researcher’s own reading, thought over in memos; agreement is not the aim."),
    ),
}
