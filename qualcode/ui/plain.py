"""Other people's words inside our sentences: shown as they are, whatever signs they hold."""

import re

MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Text for a place where Streamlit reads Markdown (labels, messages): every sign stands for itself.

    No link, picture, colour, formula or emoji code comes of it. Whole texts go into `st.text`.
    """
    return MARKS.sub(r"\\\1", " ".join(text.split()))
