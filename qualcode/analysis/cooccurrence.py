"""Which codes come together, by a rule that says what together means."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualcode.analysis.counting import Longs
from qualcode.analysis.evidence import Evidence, overlaps_of, units_with
from qualcode.analysis.matrices import overlap_matrices, unit_matrix
from qualcode.analysis.places import Places, Rows, as_given, code_at, places_of, with_descendants
from qualcode.analysis.sentence import Sentence, whose_words
from qualcode.analysis.units import characters_read, units_read, units_touched
from qualcode.coded import Coded
from qualcode.errors import BadValue
from qualcode.i18n import N_
from qualcode.model import RULES, Rule, Selection

FEW = 5
"""With fewer places or units a pair's figures are a warning, not a number."""

COUNTED: dict[Rule, str] = {
    "overlap": N_(
        "Two codes come together where a segment of one shares at least one character with a segment of the "
        "other; the pairs of segments are counted, whoever coded them, in {units} characters "
        "({scope}; {whose}; project version {version})."
    ),
    "same turn": N_(
        "Two codes come together in a turn that a segment of each touches; {units} turns were read "
        "({scope}; {whose}; project version {version})."
    ),
    "same source": N_(
        "Two codes come together in a source that has a segment of each; {units} sources were read "
        "({scope}; {whose}; project version {version})."
    ),
    "same respondent": N_(
        "Two codes come together in a respondent whose words a segment of each touches; "
        "{units} respondents were read ({scope}; {whose}; project version {version})."
    ),
}
ALONE = N_("each code by itself")
WITH_DESCENDANTS = N_("each code together with the codes below it")


@dataclass(frozen=True, eq=False)
class CoOccurrence:
    """How often two codes come together; on the diagonal, each code's own places or units.

    What is counted depends on the rule: for “overlap” pairs of places, for the others the units (turns,
    sources, respondents) that hold both. Rows and columns are code paths.
    """

    counts: pd.DataFrame
    rule: Rule
    units_read: int
    """All turns, sources or respondents read, with or without codes; for “overlap” the characters."""
    codes: tuple[str, ...] | None
    """The codes asked for, each with those below it; None: all that were given, each by itself."""
    selection: Selection
    version: int
    touching: npt.NDArray[np.int64] = field(repr=False)
    """[A, B]: how many places (or units) of A have B as well. For units the same as the counts."""
    shared: pd.DataFrame | None
    """For “overlap” the characters two codes share; on the diagonal, a code's own."""
    coded: Coded = field(repr=False)
    places: Places = field(repr=False)

    def jaccard(self) -> pd.DataFrame:
        """What has both codes out of what has either, from 0 to 1; missing where neither was given.

        Over units that is n12 / (n1 + n2 − n12). Over overlaps that formula can leave 0–1, since one long
        place may overlap many short ones, so the units are the *connected stretches* of the two codes'
        places. Places of one code are disjoint, so overlaps between two codes never close a circle, and
        of a + b places with t overlaps there are a + b − t stretches. Of these, (places of A touching B) +
        (places of B touching A) − t hold both codes. Where overlaps are one to one that is t / (a + b − t).
        """
        together, own = self._together()
        both = self.touching + self.touching.T - together
        return self._frame(_ratio(both, own[:, None] + own[None, :] - together))

    def lift(self) -> pd.DataFrame:
        """How many times as often together as two codes given independently would be; 1 is by chance.

        Over units n12·N / (n1·n2). For “overlap” the same over characters: shared · read / (A's · B's),
        where a place's own length counts, also where it runs beyond the turns read.
        """
        weight = (self.counts if self.shared is None else self.shared).to_numpy().astype(float)
        own = np.diag(weight)
        return self._frame(_ratio(weight * self.units_read, own[:, None] * own[None, :]))

    def share(self, given: str) -> pd.Series:
        """P(B | `given`): which share of the places (or units) of `given` has each code B as well."""
        row = code_at(self.paths, given)
        _, own = self._together()
        share = _ratio(self.touching[row], np.full(len(own), own[row]))
        return pd.Series(share, index=self.counts.index, name=given)

    def pairs(self, at_least: int = 1) -> pd.DataFrame:
        """The pairs that come together at least so often, the most frequent first.

        `a` and `b` are the codes' own counts. `small` warns of a code with fewer than five of them.
        """
        together, own = self._together()
        a, b = np.triu_indices(len(own), 1)
        kept = together[a, b] >= at_least
        a, b = a[kept], b[kept]
        paths = self.counts.index
        columns = {
            "code_a": paths[a],
            "code_b": paths[b],
            "together": together[a, b],
            "a": own[a],
            "b": own[b],
            "jaccard": self.jaccard().to_numpy()[a, b],
            "lift": self.lift().to_numpy()[a, b],
        }
        if self.shared is not None:
            columns["shared_characters"] = self.shared.to_numpy()[a, b]
        columns["small"] = np.minimum(own[a], own[b]) < FEW
        order = ["together", "code_a", "code_b"]
        return pd.DataFrame(columns).sort_values(order, ascending=[False, True, True], ignore_index=True)

    def evidence(self, code_a: str, code_b: str) -> tuple[Evidence, ...]:
        """What a cell counted, in reading order: as many items as the cell says."""
        a = self.places.of(code_at(self.paths, code_a))
        b = self.places.of(code_at(self.paths, code_b))
        if self.rule == "overlap":
            return tuple(overlaps_of(a, b))
        return tuple(units_with(self.coded, self.rule, a, b))

    @property
    def paths(self) -> list[str]:
        return list(self.counts.index)

    @property
    def definition(self) -> Sentence:
        """One sentence: what was counted, and in what."""
        values = {
            "units": self.units_read,
            "scope": Sentence(ALONE if self.codes is None else WITH_DESCENDANTS, {}),
            "whose": whose_words(interviewer=self.selection.interviewer),
            "version": self.version,
        }
        return Sentence(COUNTED[self.rule], values)

    def _together(self) -> tuple[Longs, Longs]:
        together = self.counts.to_numpy()
        return together, np.diag(together)

    def _frame(self, values: npt.NDArray[np.float64]) -> pd.DataFrame:
        return pd.DataFrame(values, index=self.counts.index, columns=self.counts.columns)


def cooccurrence(coded: Coded, rule: Rule = "overlap", *, codes: Sequence[str] | None = None) -> CoOccurrence:
    """Count, for each pair of codes, how often they come together.

    Counted are places, so that a coder who repeats a coding changes nothing, and so that for every rule but
    “overlap” a code counts once per unit. A place belongs to every read turn it shares a character with.

    Args:
        coded: What was read and coded.
        rule: What “together” means. “overlap”: two places share at least one character (touching is not
            overlapping), and each such pair counts. “same turn”, “same source”, “same respondent”: each
            turn, source or case among those read that holds both counts once.
        codes: Paths of the codes to compare, in this order, each with its descendants. Without them: every
            code that was given, by its own codings only, in tree order.

    """
    if rule not in RULES:
        raise BadValue("co-occurrence", "rule", rule, f"choose {', '.join(RULES)}.")

    rows = _rows(coded, codes)
    places, shared = places_of(coded, rows), None
    if rule == "overlap":
        together, shared, touching = overlap_matrices(places, len(rows))
        read = characters_read(coded)
    else:
        place, unit = units_touched(coded, rule, places)
        together = touching = unit_matrix(unit, places.row[place], len(rows))
        read = units_read(coded, rule)
    names = pd.Index([coded.paths[code] for code in rows.codes], dtype="str", name="code")
    return CoOccurrence(
        counts=pd.DataFrame(together, index=names, columns=names),
        rule=rule,
        units_read=read,
        codes=None if codes is None else tuple(names),
        selection=coded.selection,
        version=coded.version,
        touching=touching,
        shared=None if shared is None else pd.DataFrame(shared, index=names, columns=names),
        coded=coded,
        places=places,
    )


def _rows(coded: Coded, codes: Sequence[str] | None) -> Rows:
    if codes is None:
        return as_given(coded, np.unique(coded.codings.code))
    return with_descendants(coded, list(dict.fromkeys(code_at(coded.paths, path) for path in codes)))


def _ratio(above: npt.NDArray[np.number], below: npt.NDArray[np.number]) -> npt.NDArray[np.float64]:
    """Above over below; missing, not infinite, where there is nothing below."""
    ratio = np.full(above.shape, np.nan)
    np.divide(above, below, out=ratio, where=below != 0)
    return ratio
