"""Labelled sentences, and how well a tool's marks agree with the labels.

A set is a JSON lines file of {"text", "label": "biased" | "neutral", "spans": [[start, end], ...] or null, "category"}: the spans are what
editors took out or annotators marked; a category with "featured" holds sentences of articles of high quality, where every mark is noise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

Marks = Sequence[tuple[int, int]]


class Row(NamedTuple):
    text: str
    biased: bool
    featured: bool
    spans: tuple[tuple[int, int], ...] | None


class Score(NamedTuple):
    """`precision`: share of marks that overlap a labelled span; `recall`: share of spans with a mark; `noise`: marks per 1,000 featured
    sentences; `ratio`: share of biased sentences with a mark over that of featured ones. None where the set has no such labels."""

    marks: int
    precision: float | None
    recall: float | None
    noise: float | None
    ratio: float | None


def read(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = None if row["spans"] is None else tuple((a, b) for a, b in row["spans"])
        text = row["text"].replace("\n", " ")
        rows.append(Row(text, row["label"] == "biased", "featured" in (row.get("category") or ""), spans))
    return rows


def score(rows: Sequence[Row], marked: Iterable[Marks]) -> Score:
    marks = hits = spans = covered = 0
    noise = [0, 0, 0]  # featured sentences, those marked, marks in them
    biased = [0, 0]  # biased sentences, those marked
    for row, found in zip(rows, marked, strict=True):
        marks += len(found)
        gold = row.spans or ()
        hits += sum(any(a < end and start < b for a, b in gold) for start, end in found)
        spans += len(gold)
        covered += sum(any(a < end and start < b for start, end in found) for a, b in gold)
        if row.featured:
            noise = [noise[0] + 1, noise[1] + bool(found), noise[2] + len(found)]
        if row.biased:
            biased = [biased[0] + 1, biased[1] + bool(found)]
    return Score(
        marks,
        hits / marks if spans and marks else None,
        covered / spans if spans else None,
        1000 * noise[2] / noise[0] if noise[0] else None,
        (biased[1] / biased[0]) / (noise[1] / noise[0]) if noise[1] and biased[0] else None,
    )
