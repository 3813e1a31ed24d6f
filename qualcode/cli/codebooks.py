"""The codebook as it changes: its versions, what became of it, codes merged, what is to be checked again."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from qualcode.actions.codebook_versions import name_version
from qualcode.actions.merging import merge_codes
from qualcode.cli.common import (
    as_json,
    coder_of,
    coder_option,
    opened,
    print_json,
    print_table,
    project_argument,
)
from qualcode.codebook_diff import Difference, differences, pieces
from qualcode.store import checking, codebook_versions, coders, merging
from qualcode.store import codes as codebook
from qualcode.store.merging import MergePreview

SHOWN = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
"""As `git diff --word-diff` has it."""


@click.command()
@project_argument
@click.option("--name", default=None, help="Give the codebook as it is now this name first.")
@click.option("--note", default="", help="With --name: what was decided, and why.")
@coder_option
@as_json
def versions(project: str, name: str | None, note: str, coder: str | None, as_json: bool) -> None:
    """List the versions of PROJECT’s codebook, or name the codebook as it is now."""
    with opened(project) as study:
        if name is not None:
            with study.edit(by=coder_of(study, coder)) as edit:
                name_version(edit, name, note)
        with study.read() as session:
            who = {each.id: each.name for each in coders.coders(session)}
            rows: list[dict[str, object]] = [
                {
                    "number": each.number,
                    "name": each.name,
                    "made": each.made.isoformat(timespec="seconds"),
                    "coder": who.get(each.coder, ""),
                    "codings": each.codings,
                    "note": each.note,
                }
                for each in codebook_versions.versions(session)
            ]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("number", "name", "made", "coder", "codings"))


@click.command()
@project_argument
@click.argument("old")
@click.argument("new", default="now")
@as_json
def compare(project: str, old: str, new: str, as_json: bool) -> None:
    """Tell what changed in PROJECT’s codebook from version OLD to NEW (a name, a number, or “now”)."""
    with opened(project) as study, study.read() as session:
        found = differences(
            codebook_versions.codebook_at(session, old), codebook_versions.codebook_at(session, new)
        )
    if as_json:
        print_json([difference._asdict() | {"sentence": _said(difference)} for difference in found])
        return
    for difference in found:
        click.echo(_said(difference))
        if difference.kind == "redefined":
            click.echo("    " + _in_words(difference.was, difference.now))


def _said(difference: Difference) -> str:
    return difference.in_words(lambda sentence: sentence)


def _in_words(old: str, new: str) -> str:
    """“Peace [-between-]{+among+} communities”."""
    said = "".join(SHOWN[piece.kind].format(piece.text) for piece in pieces(old, new))
    return said.replace("\n", "\n    ")


@click.command()
@project_argument
@click.argument("into")
@click.argument("codes", nargs=-1, required=True)
@click.option(
    "--join", "joined", multiple=True, metavar="LANGUAGE.FIELD",
    help="Keep the texts of all there (“en.brief”), not only INTO’s own; repeatable.",
)  # fmt: skip
@click.option("--check-again", is_flag=True, help="What moves is to be looked at again by who coded it.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@coder_option
@as_json
def merge(
    project: str,
    into: str,
    codes: tuple[str, ...],
    joined: tuple[str, ...],
    check_again: bool,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Merge CODES of PROJECT into the code INTO: what was coded with them goes to it, they are retired."""
    with opened(project) as study:
        with study.read() as session:
            preview = merging.preview(session, into, codes)
        if not dry_run:
            with study.edit(by=coder_of(study, coder)) as edit:
                merge_codes(
                    edit,
                    preview.into.id,
                    [code.id for code in preview.codes],
                    joined=_parts(joined),
                    check_again=check_again,
                )
    if as_json:
        print_json(_told(preview) | {"stored": not dry_run})
        return
    click.echo(f"{preview.into.name}: {preview.moving} codings, {preview.together} fall together")
    for name, number in preview.by_coder.items():
        click.echo(f"  {name}: {number}")
    for clash in preview.clashes:
        click.echo(f"{clash.language}.{clash.field}:")
        for name, text in clash.texts:
            click.echo(f"  {name}: {text}")


def _parts(joined: Sequence[str]) -> set[tuple[str, str]]:
    found = set()
    for part in joined:
        language, dot, field = part.partition(".")
        if not dot or field not in merging.FIELDS:
            raise click.BadParameter(f"{part}: write --join LANGUAGE.FIELD, as in en.brief")
        found.add((language, field))
    return found


def _told(preview: MergePreview) -> dict[str, object]:
    told = {name: value for name, value in asdict(preview).items() if name not in {"into", "codes", "places"}}
    return told | {
        "into": preview.into.name,
        "codes": [code.name for code in preview.codes],
        "clashes": [clash._asdict() for clash in preview.clashes],
        "children": [child._asdict() for child in preview.children],
        "places": [
            place._asdict() | {"span": [place.span.start, place.span.end]} for place in preview.places
        ],
    }


@click.command()
@project_argument
@as_json
def recheck(project: str, as_json: bool) -> None:
    """List how many codings of PROJECT were made under an older rule of their code, by code and coder."""
    with opened(project) as study, study.read() as session:
        paths = codebook.paths(codebook.codes(session, retired=True))
        who = {each.id: each.name for each in coders.coders(session)}
        rows: list[dict[str, object]] = [
            {"code": paths[each.code], "coder": who[each.coder], "codings": each.codings}
            for each in checking.to_check(session)
        ]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("code", "coder", "codings"))


COMMANDS = (versions, compare, merge, recheck)
