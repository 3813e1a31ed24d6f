"""Counting what was coded: columns in, a frozen result out. No session, no screen, no file."""

from qualcode.analysis.cooccurrence import CoOccurrence, cooccurrence
from qualcode.analysis.evidence import Evidence
from qualcode.analysis.frequencies import Frequencies, frequencies
from qualcode.analysis.places import Place, Places, places_of
from qualcode.analysis.sentence import Sentence
from qualcode.analysis.split import turns_of

__all__ = [
    "CoOccurrence",
    "Evidence",
    "Frequencies",
    "Place",
    "Places",
    "Sentence",
    "cooccurrence",
    "frequencies",
    "places_of",
    "turns_of",
]
