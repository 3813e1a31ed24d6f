"""Encodings of Chinese, Japanese and Korean: two bytes a character, told apart by what is frequent."""

import re

EAST_ASIAN = {
    "GB18030": "gb18030",
    "Big5": "cp950",
    "Shift JIS": "cp932",
    "EUC-JP": "euc_jp",
    "EUC-KR": "cp949",
}
_JUDGED = 30_000
_LONGEST_CHARACTER = 4
_ENOUGH = 0.15
_HANZI = "的一是不了在人有我他这中大来上个国到说们为子和你地出会也时要就那得着过天去能"
_TRADITIONAL = "這來個國說們為會時過後對開樣沒學現發經點還見長問話樂東車馬麼"
_HANGUL = "이다는을에의가지고하은도한로를서기그어아니해사나들인있시자리라대"
_FREQUENT = {
    "GB18030": re.compile(f"[{_HANZI}，。？]"),
    "Big5": re.compile(f"[{_HANZI}{_TRADITIONAL}，。？]"),
    "Shift JIS": re.compile("[\u3041-\u30ff、。]"),
    "EUC-JP": re.compile("[\u3041-\u30ff、。]"),
    "EUC-KR": re.compile(f"[{_HANGUL}]"),
}


def east_asian(data: bytes) -> str:
    """The name of the one in which these bytes are text of its language; empty where they are in none."""
    shares = {name: _share(data[:_JUDGED], name) for name in EAST_ASIAN}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _ENOUGH else ""


def _share(sample: bytes, name: str) -> float:
    """How many of the characters beyond ASCII are among the most frequent; none where a byte does not fit."""
    text = _whole(sample, EAST_ASIAN[name])
    foreign = sum(character > "\x7f" for character in text)
    return len(_FREQUENT[name].findall(text)) / foreign if foreign else 0.0


def _whole(sample: bytes, codec: str) -> str:
    try:
        return sample.decode(codec)
    except UnicodeDecodeError as problem:
        cut_off = len(sample) - problem.start < _LONGEST_CHARACTER
        return sample[: problem.start].decode(codec) if cut_off else ""
