"""The columns of a sheet of codes: what each was taken for, to be corrected."""

import pandas as pd
import streamlit as st

from qualcode.importers.codebook_columns import MEANINGS, CodebookSheet, choices, columns_of
from qualcode.model import LANGUAGES
from qualcode.ui.i18n import _
from qualcode.ui.tables import height_for
from qualcode.ui.words import LANGUAGE_WORDS

SAMPLES = 3


def match_columns(sheet: CodebookSheet, key: str) -> tuple[tuple[str, ...], str]:
    """What each column is, and the language of the codes, as the researcher leaves it."""
    found = columns_of(sheet)
    st.header(_("What the columns are"), anchor=False)
    language = st.selectbox(
        _("The codes are called in"),
        LANGUAGES,
        index=LANGUAGES.index(found.language),
        format_func=lambda each: _(LANGUAGE_WORDS[each]),
        key=f"codebook-language-{key}",
        width=300,
    )
    frame = pd.DataFrame(
        {
            "heading": sheet.headings,
            "meaning": found.meanings,
            "cells": [_first_cells(sheet, place) for place in range(len(sheet.headings))],
        }
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["heading", "cells"],
        height=height_for(len(frame), most=460),
        column_config={
            "heading": st.column_config.TextColumn(_("Column"), width=160),
            "meaning": st.column_config.SelectboxColumn(
                _("What it is"), options=list(choices()), format_func=meaning_word, width=240
            ),
            "cells": st.column_config.TextColumn(_("What stands in it"), width="large"),
        },
        key=f"codebook-columns-{key}-{hash((sheet.headings, found))}",
        alt=_("The columns of the table and what they are"),
    )
    return tuple("" if pd.isna(each) else str(each) for each in edited["meaning"]), language


def meaning_word(meaning: object) -> str:
    """“when to use (Russian)”."""
    if not meaning:
        return _("left out")
    name, _dot, language = str(meaning).partition(".")
    return _(MEANINGS[name]) + (f" ({_(LANGUAGE_WORDS[language])})" if language else "")


def _first_cells(sheet: CodebookSheet, place: int) -> str:
    cells = (row[place].strip() for row in sheet.rows)
    return " · ".join([cell for cell in cells if cell][:SAMPLES])
