"""Other people's words inside our sentences: shown as they are, whatever signs they hold."""

import re

MARKS = re.compile(r"([!-/:-@\[-`{-~])")
LINKS = re.compile(r"https?:|www(?=\.)|@", re.IGNORECASE)
"""What Streamlit makes links of even where every sign is escaped; an invisible sign after it stops that."""


def plain(text: str) -> str:
    """Text for a place where Streamlit reads Markdown (labels, messages): every sign stands for itself.

    No link, picture, colour, formula or emoji code comes of it. Whole texts go into `st.text`.
    """
    return MARKS.sub(r"\\\1", LINKS.sub("\\g<0>\u2060", " ".join(text.split())))
