"""Excerpts to write: a segment with everything, changed field by field in the tests."""

from pathlib import Path

import pytest

from qualcode.exporters import About
from qualcode.model import CodeId, CodingId, Segment, SourceId

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def about():
    return About(
        project="Two villages",
        selection="All villagers, without the interviewers.",
        date="2026-03-01",
        attributes=("Gender", "Age"),
        version="QualCode 0.1.0",
    )


@pytest.fixture(scope="session")
def segment():
    return Segment(
        quote="I was afraid, and we left.",
        code="Fear / Flight",
        source="Interview 3",
        group="villager",
        language="en",
        case="Aigul",
        speaker="R",
        role="respondent",
        turn=12,
        paragraph=31,
        coder="Ana",
        memo="",
        made="2026-02-03T10:00:00+00:00",
        start=100,
        end=126,
        coding=CodingId("0198c1d2"),
        source_id=SourceId("source-3"),
        code_id=CodeId("flight"),
        values=("female", "34"),
    )


@pytest.fixture(scope="session")
def naughty():
    """The hostile strings kept beside the project, one a line."""
    path = SHARED / "cases" / "hostile" / "naughty_strings.txt"
    if not path.exists():
        pytest.skip(f"there are no shared cases at {path}")
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("# ")]
