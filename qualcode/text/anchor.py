"""Where coded words are after their text was corrected.

Words that are there still, between the same neighbours, keep their codes without a word. All else is
told: what changed inside, what was found elsewhere by its words and what stands around them, what is gone.
Where two places are equally good none is taken: a wrong place is worse than none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from qualcode.model import Span
from qualcode.text.aligning import TOKEN, WORD, Aligned, Block, Hunk, aligned, common_head, common_tail

Fate = Literal["kept", "moved", "changed", "lost"]

QUOTE, PREFIX, SUFFIX, PLACE = 50, 20, 20, 2
"""How much each counts for a place: the words themselves, what stands before, after, and how far along."""
AROUND = 32
"""Characters before and after that are looked at."""
ENOUGH = 20
"""Characters that agree, words and neighbours together, below which a place is chance."""
MARGIN = 0.05
"""By how much, of 1, the best place must be better than the next."""
SHARE = 0.6
"""Of the words of a passage that moved and changed, how much must be found together."""
ROW = 5
"""So many words in a row are not said twice by chance."""
SMALL = 40
"""Characters that may stand in for others at their place: a name blacked out, a word put right."""


class Anchored(NamedTuple):
    """What became of a span."""

    fate: Fate
    span: Span | None
    """Where it is now; None: nowhere."""


def reanchored(old: str, new: str, spans: Sequence[Span], by: Aligned | None = None) -> list[Anchored]:
    """For each span of the old text what became of it in the new one.

    Kept: the same words at their place, however the spaces between them changed. Moved: the same words,
    or nearly, elsewhere, or at a place that cannot be told from another one. Changed: some of its words
    are there still, or others stand in for them. Lost: nothing of it.
    """
    change = _Change(old, new, by or aligned(old, new))
    return [change.anchored(span) for span in spans]


def standing_between(by: Aligned, place: int) -> int:
    """Where in the new text a place of the old one would be, though its words are gone."""
    block = next((block for block in reversed(by.blocks) if block.old <= place), None)
    return min(block.new + place - block.old, block.new_end) if block else 0


@dataclass
class _Change:
    old: str
    new: str
    by: Aligned

    def __post_init__(self) -> None:
        self.ends = [block.old_end for block in self.by.blocks]
        self.hunk_starts = [hunk.old for hunk in self.by.hunks]

    def anchored(self, span: Span) -> Anchored:
        pieces = self._pieces(span)
        if pieces and self._whole(span, pieces):
            now = self._now(span, pieces)
            doubtful = self._slides(pieces) or self._has_a_rival(span, now) or self._has_an_echo(span, now)
            return Anchored("moved" if doubtful else "kept", now)
        left = sum(_letters(self.old[piece.old : piece.old_end]) for piece in pieces)
        share = left / (_letters(self.old[span.start : span.end]) or 1)
        if share < SHARE and (place := self._elsewhere(span)):
            return Anchored("moved", place)
        if left:
            return Anchored("changed", self._around(span, pieces))
        if place := self._in_its_stead(span):
            return Anchored("changed", place)
        return Anchored("lost", None)

    # -- at its place ----------------------------------------------------------------------------------

    def _pieces(self, span: Span) -> list[Block]:
        """What is left of a span, cut to it, without spaces at the ends."""
        found = []
        for block in self.by.blocks[bisect_right(self.ends, span.start) :]:
            if block.old >= span.end:
                break
            start, end = max(block.old, span.start), min(block.old_end, span.end)
            words = self.old[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end:
                found.append(Block(start, block.new + start - block.old, end - start))
        return found

    def _whole(self, span: Span, pieces: Sequence[Block]) -> bool:
        """Whether no word is missing or came between."""
        ends = [span.start, *(piece.old_end for piece in pieces)]
        starts = [*(piece.old for piece in pieces), span.end]
        if any(not _blank(self.old[end:start]) for end, start in zip(ends, starts, strict=True)):
            return False
        between = pairwise(pieces)
        return all(_blank(self.new[one.new_end : other.new]) for one, other in between)

    def _now(self, span: Span, pieces: Sequence[Block]) -> Span:
        """A span that is whole: with the spaces at its ends where they are the same too."""
        block = self.by.blocks[bisect_right(self.ends, pieces[0].old)]
        if block.old <= span.start and span.end <= block.old_end:
            return Span(block.new + span.start - block.old, block.new + span.end - block.old)
        return Span(pieces[0].new, pieces[-1].new_end)

    def _around(self, span: Span, pieces: Sequence[Block]) -> Span:
        """From the first word left to the last, and what stands in for the words at its ends."""
        start, end = pieces[0].new, pieces[-1].new_end
        for hunk in self._small_hunks(span):
            if hunk.new_end <= start and _blank(self.new[hunk.new_end : start]):
                start = min(start, hunk.new + _indent(self.new[hunk.new : hunk.new_end]))
            elif hunk.new >= end and _blank(self.new[end : hunk.new]):
                end = max(end, hunk.new + len(self.new[hunk.new : hunk.new_end].rstrip()))
        return Span(start, end)

    def _in_its_stead(self, span: Span) -> Span | None:
        """A few characters that were put where the span’s were."""
        hunks = list(self._small_hunks(span))
        if len(span) > SMALL or not hunks:
            return None
        words = self.new[hunks[0].new : hunks[-1].new_end]
        start = hunks[0].new + _indent(words)
        return Span(start, start + len(words.strip())) if 0 < len(words.strip()) <= SMALL else None

    def _small_hunks(self, span: Span) -> Iterator[Hunk]:
        """Small replacements inside a span: one that reaches over its edge is taken word by word."""
        for hunk in self.by.hunks[max(0, bisect_right(self.hunk_starts, span.start) - 1) :]:
            if hunk.old >= span.end:
                break
            for part in self._by_word(hunk):
                small = part.new_end - part.new <= 2 * (part.old_end - part.old) + SMALL
                inside = span.start <= part.old < part.old_end <= span.end
                if inside and small and part.new < part.new_end:
                    yield part

    def _by_word(self, hunk: Hunk) -> list[Hunk]:
        """As many words for as many: each stands for one."""
        here = list(TOKEN.finditer(self.old, hunk.old, hunk.old_end))
        there = list(TOKEN.finditer(self.new, hunk.new, hunk.new_end))
        if len(here) != len(there):
            start = hunk.old + _indent(self.old[hunk.old : hunk.old_end])
            end = hunk.old_end - _indent(self.old[hunk.old : hunk.old_end][::-1])
            return [Hunk(start, max(start, end), hunk.new, hunk.new_end)]
        return [Hunk(*one.span(), *other.span()) for one, other in zip(here, there, strict=True)]

    # -- at its place, or at another that looks the same -------------------------------------------------

    def _slides(self, pieces: Sequence[Block]) -> bool:
        """Whether what changed beside the words could have been these words as well.

        Of “yes. yes.” one is taken out: nobody can say which.
        """
        span, now = Span(pieces[0].old, pieces[-1].old_end), Span(pieces[0].new, pieces[-1].new_end)
        first, last = (bisect_right(self.ends, place) for place in (span.start, span.end - 1))
        return self._slides_on(self.by.hunks[first], self.by.blocks[first], span, now) or self._slides_back(
            self.by.hunks[last + 1], self.by.blocks[last], span, now
        )

    def _slides_on(self, hunk: Hunk, block: Block, span: Span, now: Span) -> bool:
        old, new = self.old, self.new
        if hunk.new == hunk.new_end:
            reach = common_head(old[hunk.old : span.end], old[block.old : span.end])
            return hunk.old < hunk.old_end and block.old + reach >= _end_of_first(old, span)
        if hunk.old == hunk.old_end:
            reach = common_head(new[hunk.new : now.end], new[block.new : now.end])
            return block.new + reach >= _end_of_first(new, now)
        words = old[block.old : span.end]
        return (
            old.find(words, hunk.old, span.end - 1) >= 0
            or new.find(new[block.new : now.end], hunk.new, now.end - 1) >= 0
        )

    def _slides_back(self, hunk: Hunk, block: Block, span: Span, now: Span) -> bool:
        old, new = self.old, self.new
        if hunk.new == hunk.new_end:
            reach = common_tail(old[span.start : hunk.old_end], old[span.start : block.old_end])
            return hunk.old < hunk.old_end and block.old_end - reach <= _start_of_last(old, span)
        if hunk.old == hunk.old_end:
            reach = common_tail(new[now.start : hunk.new_end], new[now.start : block.new_end])
            return block.new_end - reach <= _start_of_last(new, now)
        return (
            old.find(old[span.start : block.old_end], span.start + 1, hunk.old_end) >= 0
            or new.find(new[now.start : block.new_end], now.start + 1, hunk.new_end) >= 0
        )

    def _has_a_rival(self, span: Span, now: Span) -> bool:
        """Whether the same words, put in or taken out elsewhere, fit as well by what stands around them."""
        before, after = self._neighbours(span, now)
        for start in self._added.places(self.new[now.start : now.end]):
            rival = self._neighbours(span, Span(start, start + len(now)))
            if start != now.start and sum(rival) >= before + after:
                return True
        for start in self._removed.places(self.old[span.start : span.end]):
            rival = self._neighbours(Span(start, start + len(span)), now)
            if start != span.start and sum(rival) >= before + after:
                return True
        return False

    def _has_an_echo(self, span: Span, now: Span) -> bool:
        """Whether what stands here, with its neighbours, was also put in or taken out, about alike."""
        here = _any_within(self._echoes_of_added, span.start - AROUND, span.end + AROUND)
        return here or _any_within(self._echoes_of_removed, now.start - AROUND, now.end + AROUND)

    @cached_property
    def _echoes_of_added(self) -> list[int]:
        kept = [(block.old, block.old_end) for block in self.by.blocks]
        return sorted(_echoes(self.old, self._added, kept))

    @cached_property
    def _echoes_of_removed(self) -> list[int]:
        kept = [(block.new, block.new_end) for block in self.by.blocks]
        return sorted(_echoes(self.new, self._removed, kept))

    # -- elsewhere ---------------------------------------------------------------------------------------

    @cached_property
    def _added(self) -> "_Stretches":
        return _Stretches(self.new, [(hunk.new, hunk.new_end) for hunk in self.by.hunks])

    @cached_property
    def _removed(self) -> "_Stretches":
        return _Stretches(self.old, [(hunk.old, hunk.old_end) for hunk in self.by.hunks])

    def _elsewhere(self, span: Span) -> Span | None:
        """The one best place in what was put in: the words of other passages are not looked at."""
        quote = self.old[span.start : span.end].strip()
        if not quote:
            return None
        places = [Span(start, start + len(quote)) for start in self._added.places(quote)]
        scored = [(self._score(span, place, 1.0), place) for place in places]
        if not scored and len(quote) >= ENOUGH:
            scored = [(self._score(span, place, share), place) for place, share in self._added.alike(quote)]
        elif len(quote) < ENOUGH:
            scored = [each for each in scored if self._agreement(span, each[1]) >= ENOUGH]
        return _unique_best(scored)

    def _score(self, span: Span, place: Span, share: float) -> float:
        before, after = self._neighbours(span, place)
        near = 1 - abs(span.start / len(self.old) - place.start / len(self.new))
        gained = QUOTE * share + PREFIX * before / AROUND + SUFFIX * after / AROUND + PLACE * near
        return gained / (QUOTE + PREFIX + SUFFIX + PLACE)

    def _agreement(self, span: Span, place: Span) -> int:
        return len(place) + sum(self._neighbours(span, place))

    def _neighbours(self, span: Span, place: Span) -> tuple[int, int]:
        """How many characters agree before and after."""
        before = common_tail(
            self.old[max(0, span.start - AROUND) : span.start],
            self.new[max(0, place.start - AROUND) : place.start],
        )
        after = common_head(self.old[span.end : span.end + AROUND], self.new[place.end : place.end + AROUND])
        return before, after


class _Stretches:
    """Parts of a text, to be searched: what was put in, or what was taken out."""

    def __init__(self, text: str, parts: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.parts = [(start, end) for start, end in parts if not _blank(text[start:end])]
        self.joined = "\0".join(text[start:end] for start, end in self.parts)
        self.starts = [0]
        for start, end in self.parts:
            self.starts.append(self.starts[-1] + end - start + 1)

    def places(self, quote: str) -> Iterator[int]:
        """Where exactly these words stand."""
        found = self.joined.find(quote)
        while found >= 0:
            which = bisect_right(self.starts, found) - 1
            start = self.parts[which][0] + found - self.starts[which]
            if _alone(self.text, start, start + len(quote)):
                yield start
            found = self.joined.find(quote, found + 1)

    @cached_property
    def words(self) -> list[frozenset[str]]:
        return [frozenset(TOKEN.findall(self.text[start:end])) for start, end in self.parts]

    def alike(self, quote: str) -> Iterator[tuple[Span, float]]:
        """Where most of these words stand together, and how much of them."""
        wanted = frozenset(TOKEN.findall(quote))
        for (start, end), words in zip(self.parts, self.words, strict=True):
            if len(wanted & words) < SHARE * len(wanted):
                continue
            blocks = aligned(quote, self.text[start:end]).blocks
            if not blocks:
                continue
            there = self.text[start + blocks[0].new : start + blocks[-1].new_end]
            found = sum(_letters(quote[block.old : block.old_end]) for block in blocks)
            share = found / (max(_letters(quote), _letters(there)) or 1)
            if share >= SHARE:
                first = start + blocks[0].new + _indent(there)
                yield Span(first, first + len(there.strip())), share


def _echoes(text: str, changed: _Stretches, kept: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where words that were kept stand in a row of words that is found in what changed."""
    rows = {row for start, end in changed.parts for row, _ in _rows(changed.text, start, end)}
    if not rows:
        return
    ends = [end for _, end in kept]
    for row, places in _rows(text, 0, len(text)):
        if row in rows:
            for place in places:
                which = bisect_right(ends, place)
                if which < len(kept) and kept[which][0] <= place:
                    yield place


def _rows(text: str, start: int, end: int) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Each few words that follow one another, and where they begin."""
    found = [(token[0], token.start()) for token in TOKEN.finditer(text, start, end)]
    words, places = [word for word, _ in found], [place for _, place in found]
    shifted = (zip(*(items[k:] for k in range(ROW)), strict=False) for items in (words, places))
    yield from zip(*shifted, strict=True)


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def _unique_best(scored: Sequence[tuple[float, Span]]) -> Span | None:
    ranked = sorted(scored, reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a place begins and ends where words do."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum()))


def _end_of_first(text: str, span: Span) -> int:
    found = WORD.search(text, span.start, span.end)
    return found.end() if found else span.end


def _start_of_last(text: str, span: Span) -> int:
    last = span.start
    for found in WORD.finditer(text, max(span.start, span.end - 60), span.end):
        last = found.start()
    return last


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _blank(text: str) -> bool:
    return not text or text.isspace()


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
