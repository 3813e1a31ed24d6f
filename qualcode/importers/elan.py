"""ELAN annotations (.eaf): the tiers in which somebody speaks become turns, in order of time."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.content import LONGEST_TEXT, Content
from qualcode.importers.eaf import Document, Tier, Timeline, parsed
from qualcode.importers.flow import Piece, flowing, is_punctuated, together
from qualcode.importers.problems import TooLong
from qualcode.text.labels import key
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice

TIERS = N_("tiers of speakers")
_MOST_STEPS = 10
_SHOWN = 12


def read_elan(file: str, data: bytes, _encoding: str = "") -> Content:
    document = parsed(file, data)
    timeline = Timeline(document)
    speech = _speech(document, timeline)
    pieces = [piece for tier in speech for piece in _pieces(tier, timeline)]
    texts = canonical("\n".join(piece.text for piece in pieces))
    if len(texts.text) > LONGEST_TEXT:
        raise TooLong(file, len(texts.text), LONGEST_TEXT)
    clean = [
        piece._replace(text=text) for piece, text in zip(pieces, texts.text.split("\n"), strict=bool(pieces))
    ]
    used = {tier.words.name for tier in speech}
    sentence = N_("Annotations with speech: {count}, in the tiers {tiers}.")
    evidence = Notice(sentence, count=len(pieces), tiers=_listed(sorted(used)))
    return Content(
        said=flowing(sorted(clean, key=_begin)),
        layout=TIERS,
        evidence=evidence,
        notices=(*texts.notices, *_notices(document, used)),
        facts=_facts(document, speech),
    )


def _begin(piece: Piece) -> int:
    return piece.start or 0


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    return f"{shown} …" if len(names) > _SHOWN else shown


def _notices(document: Document, used: set[str]) -> Iterable[str]:
    if document.media:
        sentence = N_("The recording this was made from: {recording}.")
        yield Notice(sentence, recording=", ".join(document.media))
    left = [name for name, tier in document.tiers.items() if name not in used and _words(tier)]
    if left:
        sentence = N_("Tiers that hold other things than speech were left out: {tiers}.")
        yield Notice(sentence, tiers=_listed(left))


def _facts(document: Document, speech: Sequence["_Speech"]) -> dict[str, str]:
    languages = {tier.words.language for tier in speech} - {""}
    facts = {"recording": document.media[0]} if document.media else {}
    return facts | ({"language": languages.pop()} if len(languages) == 1 else {})


# -- who ------------------------------------------------------------------------------------------------

_SPEECH = re.compile(
    r"(?:^|[\W_\d])(?:trans?cri\w*|transkri\w*|ortho?\w*|utt\w*|speech|spch|spoken|text|tx|txt|phrase|verbatim"
    r"|транскри\w*|речь|текст|реплик\w*|сөз\w*|мәтін\w*)(?=$|[\W_\d])",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:^|[\W_\d])(?:translat|transl(?:$|[\W_])|gloss|gls|f(?:t|ree)(?:$|[\W_])|note|comment|remark|gest|gaze"
    r"|action|event|noise|sound|music|pause|topic|section|cod(?:e|es|ing)(?:$|[\W_])|pos(?:$|[\W_])|morph"
    r"|lemma|emotion|пере?вод|глосс|замет|примеч|коммент|жест|шум|пауз|тем(?:а|ы)|код(?:ы|$|[\W_])"
    r"|аударм|ескерт|пікір|дыбыс)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\S*\d\S*$|[\W\d_]*$")
_PARTS = {"Symbolic_Subdivision", "Time_Subdivision", "Included_In"}
_FEW = 5
_HALF = 0.5


class _Speech(NamedTuple):
    speaker: str
    words: Tier
    whole: bool
    """Whether each annotation holds an utterance; else a part of one, a word."""


def _speech(document: Document, timeline: Timeline) -> list[_Speech]:
    """Tiers that depend on none hold speech, unless by name or kind they hold something else."""
    tiers = document.tiers
    roots = [tier for tier in tiers.values() if tier.parent not in tiers] or list(tiers.values())
    children: dict[str, list[Tier]] = {}
    for tier in tiers.values():
        if tier.parent in tiers:
            children.setdefault(tier.parent, []).append(tier)
    found = [each for root in roots if (each := _spoken(root, children, document))]
    named = [each for each in found if not _is_other(each.words, document)]
    any_words = [_Speech(_label(root, root), root, whole=True) for root in roots if _words(root)]
    return _one_at_once(named or found or any_words, timeline)


def _is_other(tier: Tier, document: Document) -> bool:
    names = {tier.name, tier.kind} - {tier.participant}
    return tier.kind in document.vocabularies or any(map(_OTHER.search, names))


def _spoken(root: Tier, children: Mapping[str, list[Tier]], document: Document) -> _Speech | None:
    """The tier itself, or where it only counts or cuts, the one below that holds the words."""
    tier, whole = root, True
    for _ in range(_MOST_STEPS):
        if _holds_words(tier):
            return _Speech(_label(root, tier), tier, whole)
        below = [each for each in children.get(tier.name, ()) if not _is_other(each, document)]
        if not below:
            break
        tier = max(below, key=lambda each: (_holds_words(each), _is_speech(each), -_is_part(each, document)))
        whole = whole and not _is_part(tier, document)
    return None


def _holds_words(tier: Tier) -> bool:
    """Not so where it holds numbers, names of segments (“KOR-017”), or the same again and again."""
    texts = _words(tier)
    same = len(texts) >= _FEW and len(set(texts)) == 1
    return not same and sum(_MARK.match(text) is None for text in texts) > _HALF * len(texts)


def _words(tier: Tier) -> list[str]:
    return [each.text for each in tier.annotations if each.text]


def _is_speech(tier: Tier) -> bool:
    return any(_SPEECH.search(name) for name in (tier.name, tier.kind))


def _is_part(tier: Tier, document: Document) -> bool:
    return document.constraints.get(tier.kind) in _PARTS


def _label(root: Tier, tier: Tier) -> str:
    """The participant; else what the tier's name says: “tx@Anna” and “Anna_speech” are Anna's."""
    if participant := tier.participant or root.participant:
        return participant
    before, at, after = root.name.partition("@")
    name = after.strip() if at and after.strip() else before
    return _SPEECH.sub("", name).strip(" _-.:") or name or root.name


def _one_at_once(found: Sequence[_Speech], timeline: Timeline) -> list[_Speech]:
    """Nobody says two things at once: of tiers of one speaker side by side, the one with the words."""
    by_speaker: dict[str, list[_Speech]] = {}
    for each in found:
        by_speaker.setdefault(key(each.speaker), []).append(each)
    kept: list[_Speech] = []
    for tiers in by_speaker.values():
        main = max(tiers, key=_wordiness)
        spoken = [_span(piece) for piece in _pieces(main, timeline)]
        kept += [each for each in tiers if each is main or not _lies_beside(_pieces(each, timeline), spoken)]
    return [each for each in found if each in kept]


def _wordiness(speech: _Speech) -> tuple[bool, bool]:
    """By its name; else by holding more than a word at a time. Of equals the first."""
    texts = _words(speech.words)
    words = sum(len(text.split()) for text in texts)
    return _is_speech(speech.words), words > len(texts) + len(texts) // 2


def _span(piece: Piece) -> tuple[int, int]:
    return piece.start or 0, piece.end or 0


def _lies_beside(pieces: Sequence[Piece], spoken: Sequence[tuple[int, int]]) -> bool:
    spans = sorted(spoken)
    starts = [start for start, _ in spans]
    inside = 0
    for piece in pieces:
        middle = sum(_span(piece)) // 2
        at = bisect_right(starts, middle) - 1
        inside += at >= 0 and middle < spans[at][1]
    return inside > _HALF * len(pieces)


def _pieces(speech: _Speech, timeline: Timeline) -> list[Piece]:
    """A piece for each utterance; parts that belong to one have its times, and are joined."""
    rows: list[tuple[int, Piece]] = []
    alone = speech.whole and not is_punctuated(_words(speech.words))
    times: tuple[int | None, int | None] = (None, None)
    for number, each in enumerate(speech.words.annotations):
        before = times
        start, end = timeline.times(each)
        if start is None:  # not before what stands above it
            start = end = before[0] if before[1] is None else before[1]
        times = start, end
        joins = bool(rows) and not speech.whole and times == before
        piece = Piece(speech.speaker, each.text, start, end, fresh=alone)
        rows.append((rows[-1][0] if joins else number, piece))
    return list(together(rows))
