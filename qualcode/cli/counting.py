"""What was coded, counted: frequencies and co-occurrence."""

import math
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import as_json, labels, opened, print_json, project_argument, selecting
from qualcode.exporters import escape
from qualcode.model import RULES, Rule, Selection

if TYPE_CHECKING:
    import pandas as pd

TEXT = ("path", "code", "value", "code_a", "code_b")

as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")


@click.command()
@project_argument
@click.option(
    "--by", default=None, metavar="ATTRIBUTE", help="Split by group, coder, language or an attribute."
)
@selecting
@as_csv
@as_json
def frequencies(project: str, by: str | None, selection: Selection, as_csv: bool, as_json: bool) -> None:
    """Count each code: segments, respondents, sources, words, each with what it is out of."""
    from qualcode.analysis import frequencies as count

    with opened(project) as study:
        coded = study.coded(selection, words=True)
    result = count(coded, by=by)
    table = result.table()
    table.insert(0, "path", table["code"])
    table["code"] = table["code"].map(labels(coded.codes, coded.paths))
    if by is None:
        table = table.drop(columns="value")
    _print(table, str(result.definition), as_csv=as_csv, as_json=as_json)


@click.command()
@project_argument
@click.option(
    "--rule", type=click.Choice(RULES), default="overlap", show_default=True, help="What “together” means."
)
@click.option(
    "--at-least", type=click.IntRange(0), default=1, show_default=True, help="Leave out rarer pairs."
)
@selecting
@as_csv
@as_json
def cooccurrence(
    project: str,
    rule: Rule,
    at_least: int,
    selection: Selection,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Count which codes come together."""
    from qualcode.analysis import cooccurrence as count

    with opened(project) as study:
        coded = study.coded(selection)
    result = count(coded, rule)
    pairs = result.pairs(at_least)
    called = labels(coded.codes, coded.paths)
    for column in ("code_a", "code_b"):
        pairs[column] = pairs[column].map(called)
    _print(pairs, str(result.definition), as_csv=as_csv, as_json=as_json)


def _print(table: "pd.DataFrame", definition: str, *, as_csv: bool, as_json: bool) -> None:
    if as_json:
        rows = table.to_dict("records")
        print_json([{name: _known(value) for name, value in row.items()} for row in rows])
    elif as_csv:
        click.echo(_safe(table).to_csv(index=False), nl=False)
    else:
        click.echo(table.to_string(index=False))
        click.echo(definition)


def _safe(table: "pd.DataFrame") -> "pd.DataFrame":
    """The table with names and values that no spreadsheet takes for a formula."""
    return table.assign(**{name: table[name].map(escape) for name in TEXT if name in table})


def _known(value: object) -> object:
    """JSON has no “not a number”."""
    return None if isinstance(value, float) and math.isnan(value) else value


COMMANDS = (frequencies, cooccurrence)
