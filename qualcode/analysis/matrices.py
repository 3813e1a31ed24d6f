"""Code × code counts, exact and in bounded memory: sorted columns, binary search and counting, no loops."""

import numpy as np

from qualcode.analysis.counting import Longs, distinct, pairs, row_by_row
from qualcode.analysis.places import Places

CELLS_AT_A_TIME = 2**22


def overlap_matrices(places: Places, rows: int) -> tuple[Longs, Longs, Longs]:
    """(pairs of places that overlap, characters they share, places of A that touch B), each rows × rows.

    In reading order the partners of a place are the places after it that start before it ends, so that
    each pair is met once, from its earlier place. Diagonals: a row's own places, characters, places.
    """
    row, start, end = places.row, places.starts(), places.ends()
    before = _end_before(row, end)
    first = np.arange(1, len(row) + 1)
    until = first.copy()
    overlapped = np.flatnonzero(end[:-1] > start[1:])
    until[overlapped] = np.searchsorted(start, end[overlapped])

    together, shared, again = (np.zeros(rows * rows, dtype=np.int64) for _ in range(3))
    for left, right in pairs(first, until - first):
        cell = row[left] * rows + row[right]
        characters = np.minimum(end[left], end[right]) - start[right]
        together += np.bincount(cell, minlength=rows * rows)
        shared += np.bincount(cell, characters, minlength=rows * rows).astype(np.int64)
        again += np.bincount(cell[before[right] > start[left]], minlength=rows * rows)

    together, shared = _both_ways(together, rows), _both_ways(shared, rows)
    touching = together - again.reshape(rows, rows)
    own = np.bincount(row, minlength=rows)
    np.fill_diagonal(together, own)
    np.fill_diagonal(touching, own)
    np.fill_diagonal(shared, np.bincount(row, end - start, minlength=rows).astype(np.int64))
    return together, shared, touching


def _end_before(row: Longs, end: Longs) -> Longs:
    """For each place where the one before it in its row ends; −1 for the first.

    A pair (left, right) whose right place has one before it that reaches beyond left's start is not the
    first of that row to touch left. Left is always the first of its own row to touch right.
    """
    order = row_by_row(row)
    before = np.full(len(row), -1)
    before[order[1:]] = np.where(row[order[1:]] == row[order[:-1]], end[order[:-1]], -1)
    return before


def _both_ways(flat: Longs, rows: int) -> Longs:
    square = flat.reshape(rows, rows)
    return square + square.T


def unit_matrix(unit: Longs, row: Longs, rows: int) -> Longs:
    """How many units hold both rows; on the diagonal, each row's units. A (unit, row) may come repeatedly."""
    if not len(unit):
        return np.zeros((rows, rows), dtype=np.int64)

    key = distinct(unit * rows + row)
    unit, row = np.divmod(key, rows)
    opens = np.flatnonzero(np.concatenate(([True], unit[1:] != unit[:-1])))
    size = np.diff(np.append(opens, len(unit)))
    number_of_pairs = int((size * (size - 1)).sum()) // 2
    if number_of_pairs > len(opens) * rows:
        return _product(np.repeat(np.arange(len(opens)), size), row, len(opens), rows)

    first = np.arange(1, len(unit) + 1)
    together = np.zeros(rows * rows, dtype=np.int64)
    for left, right in pairs(first, np.repeat(opens + size, size) - first):
        together += np.bincount(row[left] * rows + row[right], minlength=rows * rows)
    square = _both_ways(together, rows)
    np.fill_diagonal(square, np.bincount(row, minlength=rows))
    return square


def _product(unit: Longs, row: Longs, units: int, rows: int) -> Longs:
    """The same where units hold many codes: incidence times incidence, a bounded piece at a time."""
    together = np.zeros((rows, rows), dtype=np.int64)
    step = max(1, CELLS_AT_A_TIME // rows)
    for low in range(0, units, step):
        here = slice(*np.searchsorted(unit, (low, low + step)))
        incidence = np.zeros((min(step, units - low), rows), dtype=np.float32)  # exact below 2²⁴ units
        incidence[unit[here] - low, row[here]] = 1
        together += (incidence.T @ incidence).astype(np.int64)
    return together
