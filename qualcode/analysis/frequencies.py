"""How often: segments, respondents, sources, characters and words of every code, always together."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations

import numpy as np
import pandas as pd

from qualcode.analysis.counting import Longs
from qualcode.analysis.levels import Levels, coding_levels, place_levels, read_levels
from qualcode.analysis.places import code_at, depths, places_of, with_descendants
from qualcode.analysis.sentence import Sentence, segments_told, told_of, told_under, whose_words
from qualcode.analysis.split import Split
from qualcode.analysis.units import characters_read, units_read
from qualcode.coded import Coded
from qualcode.i18n import N_, translation
from qualcode.model import GROUPS, Code, Selection

BY = {"group": N_("group"), "language": N_("language"), "coder": N_("coder")}
COUNTED = N_(
    "Segments are counted (overlapping or touching codings of one code are one segment, whoever made them), "
    "a code together with the codes below it, in {sources} sources with {respondents} respondents "
    "and {characters} characters ({whose}; project version {version})."
)
COUNTED_BY = N_(
    "Segments are counted (overlapping or touching codings of one code are one segment, whoever made them), "
    "a code together with the codes below it, separately by {by}, in {sources} sources with {respondents} "
    "respondents and {characters} characters ({whose}; project version {version})."
)
COUNTED_BY_CODER = N_(
    "Each coder’s own segments are counted (overlapping or touching codings of one code are one segment), "
    "a code together with the codes below it, in {sources} sources with {respondents} respondents and "
    "{characters} characters, whether or not the coder read them all ({whose}; project version {version})."
)


@dataclass(frozen=True, eq=False)
class Frequencies:
    """For every code in tree order, at every value of the split: what was given, and out of how much."""

    by: str | None
    selection: Selection
    version: int
    codes: tuple[Code, ...]
    paths: tuple[str, ...]
    by_values: tuple[str, ...]
    """The values of the split, ("",) when there is none. Within a split "" is what is not known."""
    rows: pd.DataFrame
    """What `table` gives."""
    segments: Longs
    """For each code its segments in all: one that touches cases of two values is one here."""
    respondents_read: int
    sources_read: int
    characters_read: int

    def table(self) -> pd.DataFrame:
        """One row a code and value: a segment is a place, and `_of` is all that was read of that value.

        `words` and `words_of` are missing when words were not read along.
        """
        return self.rows.copy()

    def shares(self) -> pd.DataFrame:
        """Which share of the respondents has each code: codes × values, missing where nobody speaks."""
        of = self.rows["respondents_of"].astype(float)
        share = (self.rows["respondents"] / of.where(of > 0)).to_numpy()
        return pd.DataFrame(
            share.reshape(len(self.paths), len(self.by_values)),
            index=pd.Index(self.paths, name="code"),
            columns=pd.Index(self.by_values, name="value"),
        )

    def sentence(self, path: str, words: NullTranslations | None = None) -> str:
        """“Council of Elders: 41 segments, 12 of 18 villagers, 3 of 9 officials”, in a catalogue's language.

        Where nobody speaks (policy documents) sources are told instead of respondents.
        """
        words = words or translation("en")
        code = code_at(self.paths, path)
        told = [segments_told(int(self.segments[code]), words), *self._told(code, words)]
        return told_under(self.codes[code].name, ", ".join(told), words)

    def sentence_of(self, path: str, value: str, words: NullTranslations | None = None) -> str:
        """One row of the table: “Council of Elders · Korday: 5 segments, 3 of 9 respondents”."""
        if self.by is None:
            return self.sentence(path, words)
        words = words or translation("en")
        code = code_at(self.paths, path)
        row = self.rows.iloc[code * len(self.by_values) + self.by_values.index(value)]
        name = f"{self.codes[code].name} · {value or words.gettext('not known')}"
        n, of = int(row["respondents"]), int(row["respondents_of"])
        spoken = told_of(n, of, "respondent", words)
        written = told_of(int(row["sources"]), int(row["sources_of"]), "source", words)
        told = [segments_told(int(row["segments"]), words), spoken if of else written]
        return told_under(name, ", ".join(told), words)

    def _told(self, code: int, words: NullTranslations) -> Iterator[str]:
        first = code * len(self.by_values)
        columns = self.rows.iloc[first : first + len(self.by_values)]
        respondents = zip(columns["respondents"], columns["respondents_of"], strict=True)
        sources = zip(columns["sources"], columns["sources_of"], strict=True)
        for value, (n, of), (n_sources, of_sources) in zip(self.by_values, respondents, sources, strict=True):
            spoken = told_of(n, of, "respondent", words)
            written = told_of(n_sources, of_sources, "source", words)
            if self.by is None:
                yield from (spoken, written)
            elif self.by == "group" and value in GROUPS:
                yield told_of(n, of, value, words) if of else told_of(n_sources, of_sources, value, words)
            else:
                yield told_under(value, spoken if of else written, words)

    @property
    def definition(self) -> Sentence:
        """One sentence: what was counted, and in what."""
        template = COUNTED if self.by is None else COUNTED_BY_CODER if self.by == "coder" else COUNTED_BY
        values = {
            "by": Sentence(BY[self.by], {}) if self.by in BY else self.by,
            "sources": self.sources_read,
            "respondents": self.respondents_read,
            "characters": self.characters_read,
            "whose": whose_words(interviewer=self.selection.interviewer),
            "version": self.version,
        }
        return Sentence(template, values)


def frequencies(coded: Coded, *, by: str | None = None) -> Frequencies:
    """Count every code: its codings, segments, respondents, sources, characters and words.

    A segment belongs to every read turn it shares a character with, and so to each of these turns'
    cases, once. Respondents are counted out of those who speak in the turns read, sources out of those
    with a turn read; characters and words are cut to the turns read, and a word is coded when the place
    covers where it begins.

    Args:
        coded: What was read and coded.
        by: Count separately by “group”, “language” (of the source), “coder” (each one's own segments, out
            of all that was read) or an attribute of the cases. What has no value is counted under "".

    """
    split = Split.of(coded, by)
    rows = with_descendants(coded)
    merged = places_of(coded, rows)
    places = merged if split.of_coder is None else places_of(coded, rows, each_coder=True)

    counts = coding_levels(coded, split) | place_levels(coded, split, places)
    read = read_levels(coded, split)
    return Frequencies(
        by=by,
        selection=coded.selection,
        version=coded.version,
        codes=tuple(coded.codes),
        paths=tuple(coded.paths),
        by_values=split.values,
        rows=_table(coded, split.values, counts, read),
        segments=np.bincount(merged.row, minlength=len(rows)),
        respondents_read=units_read(coded, "same respondent"),
        sources_read=units_read(coded, "same source"),
        characters_read=characters_read(coded),
    )


def _table(coded: Coded, values: tuple[str, ...], counts: Levels, read: Levels) -> pd.DataFrame:
    columns: dict[str, object] = {
        "code": [path for path in coded.paths for _ in values],
        "depth": np.repeat(np.array(depths(coded), dtype=np.int64), len(values)),
        "value": [*values] * len(coded.codes),
    }
    for level in ("codings", "segments", "respondents", "sources", "characters", "words"):
        columns[level] = counts[level]
        if level in read:
            of = read[level]
            columns[f"{level}_of"] = (
                None if of is None else np.tile(np.resize(of, len(values)), len(coded.codes))
            )
    return pd.DataFrame(columns).astype({"words": "Int64", "words_of": "Int64"})
