"""A stored text: corrected, its versions, and what its corrections did to codings."""

from pathlib import Path

import click

from qualcode.actions.correcting import Correction, correct_source, foresee_correction
from qualcode.actions.reviewing import settle_reviews
from qualcode.cli.common import (
    as_json,
    coder_of,
    coder_option,
    opened,
    print_json,
    print_table,
    project_argument,
)
from qualcode.importers.correcting import as_script, from_script
from qualcode.importers.passages import replaced
from qualcode.model import Review, Transcript
from qualcode.project import Project
from qualcode.store import reviews as waiting
from qualcode.store import sources, versions
from qualcode.text.differences import rows, with_neighbours


@click.command("correct")
@project_argument
@click.argument("source")
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--replace", "words", nargs=2, metavar="WORDS BY", help="Replace words everywhere, a name say.")
@click.option("--dry-run", is_flag=True, help="Tell what would become of the codings; store nothing.")
@coder_option
@as_json
def correct_(
    project: str,
    source: str,
    file: Path | None,
    words: tuple[str, str] | None,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Store the text of SOURCE as FILE has it, as a new version. Codings move with their words.

    Without FILE print the text to be corrected: a line that begins with ▸ says who speaks, every other line
    is a paragraph.
    """
    if file and words:
        raise click.UsageError("Give FILE or --replace.")
    with opened(project) as study:
        with study.read() as session:
            read = sources.reading(session, source)
            stored = versions.as_transcript(session, read)
        if not (file or words):
            click.echo(as_script(stored))
            return
        corrected = _corrected(stored, file, words)
        if dry_run:
            with study.read() as session:
                done = foresee_correction(session, read.source.id, corrected)
        else:
            with study.edit(by=coder_of(study, coder)) as edit:
                done = correct_source(edit, read.source.id, corrected, of=read.version)
    _tell(done, as_json=as_json)


def _corrected(stored: Transcript, file: Path | None, words: tuple[str, str] | None) -> Transcript:
    if words:
        return replaced(stored, *words)[0]
    assert file is not None  # noqa: S101 (one of the two is given)
    return from_script(stored, file.read_text("utf-8-sig"))


def _tell(done: Correction, *, as_json: bool) -> None:
    told: list[dict[str, object]] = [
        {
            "outcome": place.fate, "kind": place.kind, "code": place.code, "coder": place.coder,
            "old": done.old[place.old.start : place.old.end],
            "new": done.new[place.now.start : place.now.end] if place.now else "",
            "start": place.now.start if place.now else None,
            "end": place.now.end if place.now else None,
            "joined": bool(place.joined), "id": place.row,
        }
        for place in done.to_look_through
    ]  # fmt: skip
    fates = done.fates
    if as_json:
        counts: dict[str, object] = {str(fate): count for fate, count in fates.items()}
        print_json({"version": done.number or None, **counts, "to look through": told})
        return
    click.echo(
        f"{f'version {done.number}' if done.number else 'nothing stored'}: {fates['kept']} codings and memos "
        f"stay, {fates['changed']} changed, {fates['moved']} moved, {fates['lost']} lost"
    )
    if told:
        print_table([_short(row) for row in told], ("outcome", "code", "coder", "old", "new"))


def _short(row: dict[str, object]) -> dict[str, object]:
    return {name: " ".join(str(value).split())[:50] for name, value in row.items()}


@click.command("wordings")
@project_argument
@click.argument("source")
@click.option("--text", "number", type=int, help="Print the text of this version.")
@click.option("--compare", nargs=2, type=int, metavar="OLD NEW", help="What is different between two.")
@as_json
def wordings_(
    project: str, source: str, number: int | None, compare: tuple[int, int] | None, as_json: bool
) -> None:
    """List the wordings SOURCE has had: each correction makes a version."""
    with opened(project) as study, study.read() as session:
        if number is not None:
            click.echo(sources.reading(session, source, number).text)
            return
        if compare:
            old, new = (sources.reading(session, source, each).text for each in compare)
            _compare(old, new, as_json=as_json)
            return
        there = versions.versions(session, source)
    told: list[dict[str, object]] = [
        {
            "version": each.number, "made": each.made.isoformat(), "by": each.coder, "words": each.words,
            "present": each.present, "id": each.id,
        }
        for each in there
    ]  # fmt: skip
    if as_json:
        print_json(told)
    else:
        print_table(told, ("version", "made", "by", "words"))


def _compare(old: str, new: str, *, as_json: bool) -> None:
    changed = [(number, row) for number, row in with_neighbours(rows(old, new), 0) if row]
    if as_json:
        print_json([
            {"paragraph": number, "pieces": [[piece.kind, piece.text] for piece in row.pieces]}
            for number, row in changed
        ])  # fmt: skip
        return
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    for number, row in changed:
        said = "".join(marks[piece.kind].format(piece.text) for piece in row.pieces)
        click.echo(f"¶{number} {said}")


@click.command("reviews")
@project_argument
@click.option("--source", default=None, help="Only this source.")
@click.option("--keep-all", is_flag=True, help="All that changed or moved is right as it is.")
@coder_option
@as_json
def reviews_(project: str, source: str | None, keep_all: bool, coder: str | None, as_json: bool) -> None:
    """List what corrections of texts did to codings and memos, until somebody has looked through it."""
    with opened(project) as study:
        with study.read() as session:
            of = sources.reading(session, source).source.id if source else None
            there = waiting.reviews(session, of)
        if keep_all:
            right = [review.id for review in there if review.outcome != "lost"]
            with study.edit(by=coder_of(study, coder)) as edit:
                settle_reviews(edit, right, "kept")
            click.echo(f"looked through: {len(right)}")
            return
        told = _told(study, there)
    if as_json:
        print_json(told)
    else:
        print_table([_short(row) for row in told], ("outcome", "source", "code", "coder", "old", "new"))


def _told(study: Project, there: list[Review]) -> list[dict[str, object]]:
    with study.read() as session:
        old = versions.wordings(session, {review.old_version for review in there})
        new = {review.source: sources.reading(session, review.source).text for review in there}
    return [
        {
            "outcome": each.outcome, "source": each.source_name, "kind": each.kind, "code": each.code,
            "coder": each.coder, "old": old[each.old_version][each.old.start : each.old.end],
            "new": new[each.source][each.now.start : each.now.end] if each.now else "",
            "start": each.now.start if each.now else None, "end": each.now.end if each.now else None,
            "id": each.id,
        }
        for each in there
    ]  # fmt: skip


COMMANDS = (correct_, wordings_, reviews_)
