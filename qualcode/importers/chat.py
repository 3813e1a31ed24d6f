"""CHAT transcripts (.cha): main lines become turns; times, roles and names come from the codes around them.

pylangacq (rustling) refuses a file for one word out of the rules or a speaker called ИНТ; what we need are
main lines and headers, so the few rules of lines stand here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.content import Content
from qualcode.importers.flow import LATEST
from qualcode.importers.plain import read_plain, text_of_bytes
from qualcode.model import Role
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice
from qualcode.text.turns import Saying

MAIN_LINES = N_("CHAT main lines")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# CLAN sets times between two NAK characters; a vertical tab is as rare, and counts as text.
_NAK, _FENCE = "\x15", "\x0b"
_BLANK = " \t"
_BULLET = re.compile(
    rf"[{_NAK}{_FENCE}]([^{_NAK}{_FENCE}]{{0,200}})[{_NAK}{_FENCE}]|•(\d{{1,12}}_\d{{1,12}})•"
)
_TIMES = re.compile(r"(?:^|_)(\d{1,12})_(\d{1,12})\W*$")
_BARE = re.compile(r"\s(\d{1,12}_\d{1,12})$")  # pasted from a screen that hid the signs around it
_MAIN = re.compile(r"\*(?P<speaker>[^\s:*]{1,30}):(?P<words>.*)$")
_HEADER = re.compile(r"@(?P<name>[^:\n]{1,40})(?::\s*(?P<value>.*))?$")
_TIER = re.compile(r"%(?P<name>[^\s:]{1,20}):")
_DATE = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("investigator", "interviewer", "experimenter", "examiner", "researcher"), "interviewer"),
    **dict.fromkeys(("unidentified", "environment", "media", "narrator", "non_human", "text"), "other"),
}
_NO_NAME = frozenset({"participant", "unidentified", "unknown", "uncertain"})
_SHOWN = 12


def read_chat(file: str, data: bytes, encoding: str = "") -> Content:
    wide = data.startswith(_WIDE_MARKS)
    text, encoding, notices = text_of_bytes(
        file, data if wide else data.replace(_NAK.encode(), _FENCE.encode()), encoding
    )
    lines = _unfolded(text)
    said, removed = _said(lines)
    headers = _headers(lines)
    if not said and "begin" not in headers:
        return _as_plain(read_plain(file, data, encoding))
    people = _people(headers)
    roles = _roles(people, {each.speaker for each in said})
    return Content(
        said=said,
        layout=MAIN_LINES,
        evidence=Notice(
            N_("Main lines with words: {count}. Marks of CHAT inside them ([/], &-uh, +…) were kept."),
            count=len(said),
        ),
        roles=roles,
        cases={
            code: person.name
            for code, person in people.items()
            if person.name and roles.get(code, "respondent") == "respondent"
        },
        encoding=encoding,
        notices=(*notices, *removed, *_notices(lines, headers)),
        facts=_facts(headers),
    )


def _as_plain(content: Content) -> Content:
    notice = Notice(
        N_("No line begins with a speaker as in CHAT (“*ANA:”); the file was read as plain text.")
    )
    return Content(content.lines, encoding=content.encoding, notices=(*content.notices, notice))


# -- lines ---------------------------------------------------------------------------------------------


def _unfolded(text: str) -> list[str]:
    """Lines that begin with a tab, a space or no sign of CHAT go on with the one above."""
    parts: list[list[str]] = []
    for line in re.split(r"\r\n|[\n\r]", text.removeprefix("\ufeff")):
        if line.startswith(("*", "@", "%")) or not parts:
            parts.append([line.rstrip(_BLANK)])
        elif line.strip(_BLANK):
            parts[-1].append(line.strip(_BLANK))
    return [" ".join(part) for part in parts]


def _said(lines: Sequence[str]) -> tuple[list[Saying], tuple[str, ...]]:
    """Each main line with the time it begins at, in canonical text, and what had to go from that."""
    found = [
        (main["speaker"], *_words_and_time(main["words"])) for line in lines if (main := _MAIN.match(line))
    ]
    text = canonical("\n".join(words for _, words, _ in found))
    said = [
        Saying(canonical(speaker).text, words, time)
        for (speaker, _, time), words in zip(found, text.text.split("\n"), strict=bool(found))
        if words.strip()
    ]
    return said, text.notices


def _words_and_time(words: str) -> tuple[str, int | None]:
    if (bare := _BARE.search(words)) and not _BULLET.search(words):
        words = f"{words[: bare.start()]} •{bare[1]}•"
    bullets = [bullet[1] or bullet[2] or "" for bullet in _BULLET.finditer(words)]
    times = [int(found[1]) for bullet in bullets if (found := _TIMES.search(bullet.replace(" ", "")))]
    spoken = " ".join(_BULLET.sub(" ", words).replace(_FENCE, " ").split())
    return spoken, next((time for time in times if time <= LATEST), None)


# -- headers -------------------------------------------------------------------------------------------

_PLAIN = {
    "utf8", "begin", "end", "new_episode", "languages", "participants", "id", "date", "media", "pid", "font",
    "window", "options", "types", "color_words", "colorwords",
}  # fmt: skip


class _Person(NamedTuple):
    name: str
    role: str


def _headers(lines: Sequence[str]) -> dict[str, list[str]]:
    """By name in small letters, “languages”: what stands there each time."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if header := _HEADER.match(line):
            found.setdefault(_key(header["name"]), []).append(canonical(header["value"] or "").text.strip())
    return found


def _key(name: str) -> str:
    return "_".join(name.casefold().split())


def _people(headers: Mapping[str, Sequence[str]]) -> dict[str, _Person]:
    """By code: “CHI Eve Target_Child” is Eve; a role may stand under @ID alone."""
    ids = [row.split("|") for row in headers.get("id", ())]
    roles = {row[2].strip(): row[7].strip().casefold() for row in ids if len(row) > 7}  # noqa: PLR2004 (of ten)
    people = {code: _Person("", role) for code, role in roles.items()}
    for each in ",".join(headers.get("participants", ())).split(","):
        code, *told = each.split() or [""]
        role = told.pop().casefold() if told else ""
        name = " ".join(told).replace("_", " ").strip()
        known = role if role in _ROLES else roles.get(code) or role
        people[code] = _Person("" if name.casefold() in _NO_NAME | {role} else name, known)
    return people


def _roles(people: Mapping[str, _Person], speakers: set[str]) -> dict[str, Role]:
    """What the roles of CHAT say; where one of them interviews, the others answer."""
    told = {code: _ROLES.get(people[code].role) if code in people else None for code in speakers}
    asked = "interviewer" in told.values()
    return {code: role or "respondent" for code, role in told.items() if role or asked}


def _facts(headers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    facts = {"language": ", ".join(headers.get("languages", ())), "date": _date(headers)}
    recording = next(iter(headers.get("media", ())), "").partition(",")[0].strip(' "')
    return {name: fact for name, fact in (*facts.items(), ("recording", recording)) if fact}


def _date(headers: Mapping[str, Sequence[str]]) -> str:
    """“14-MAY-2019” in ISO form."""
    written = next(iter(headers.get("date", ())), "")
    found = _DATE.match(written)
    if found is None or found[2].casefold() not in _MONTHS:
        return written
    return f"{found[3]}-{_MONTHS.index(found[2].casefold()) + 1:02}-{int(found[1]):02}"


def _notices(lines: Sequence[str], headers: Mapping[str, Sequence[str]]) -> list[str]:
    notices: list[str] = []
    if recording := _facts(headers).get("recording"):
        sentence = N_("The recording this was made from: {recording}.")
        notices.append(Notice(sentence, recording=recording))
    if kinds := _left_out(lines):
        sentence = N_("Lines that are not speech were left out: {kinds}.")
        notices.append(Notice(sentence, kinds=", ".join(kinds[:_SHOWN])))
    if "begin" in headers and "end" not in headers:
        notices.append(Notice(N_("The file does not end with “@End”; was it copied completely?")))
    return notices


def _left_out(lines: Sequence[str]) -> list[str]:
    """The names of lines below main lines, and of headers that tell something: “%com”, “@Situation”."""
    tiers = [f"%{found['name']}" for line in lines if (found := _TIER.match(line))]
    headers = (found["name"] for line in lines if (found := _HEADER.match(line)))
    return list(dict.fromkeys((*tiers, *(f"@{name}" for name in headers if _key(name) not in _PLAIN))))
