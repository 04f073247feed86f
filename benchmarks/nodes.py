"""What the nodes of the model cost, by the kind of class: the table of docs/design/model.md.

    python benchmarks/nodes.py KIND [ARTICLES] [NODES]   one kind, in a process of its own
    python benchmarks/nodes.py                           all kinds, one after the other

Each node has five fields, as a heading or block has: a kind, a span, its lines, its containers, a marker. Times are processor times, the
best of three; "keep" is the memory that the articles of one build hold.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

ARTICLES, NODES = 10_000, 100


class Span(NamedTuple):
    start: int
    end: int


class Tuple(NamedTuple):
    kind: str
    span: Span
    lines: tuple[Span, ...] = ()
    inside: tuple[str, ...] = ()
    marker: Span | None = None


@dataclass(slots=True)
class Slots:
    kind: str
    span: Span
    lines: tuple[Span, ...] = ()
    inside: tuple[str, ...] = ()
    marker: Span | None = None


@dataclass(frozen=True, slots=True)
class FrozenSlots:
    kind: str
    span: Span
    lines: tuple[Span, ...] = ()
    inside: tuple[str, ...] = ()
    marker: Span | None = None


@dataclass(frozen=True)
class Frozen:
    kind: str
    span: Span
    lines: tuple[Span, ...] = ()
    inside: tuple[str, ...] = ()
    marker: Span | None = None


Make = Callable[..., Any]
KINDS = ("slots", "frozen-slots", "frozen", "namedtuple", "pydantic", "pydantic-construct", "pydantic-dataclass")


def maker(kind: str) -> Make:
    plain: dict[str, Make] = {"slots": Slots, "frozen-slots": FrozenSlots, "frozen": Frozen, "namedtuple": Tuple}
    if kind in plain:
        return plain[kind]
    import pydantic

    if kind == "pydantic-dataclass":
        return pydantic.dataclasses.dataclass(frozen=True, slots=True)(FrozenSlots)
    fields = {name: (each, getattr(Frozen, name, ...)) for name, each in Frozen.__annotations__.items()}
    model = pydantic.create_model(
        "Model", __config__=pydantic.ConfigDict(frozen=True), **{n: (_type(t), d) for n, (t, d) in fields.items()}
    )
    build = model if kind == "pydantic" else model.model_construct
    return lambda kind, span, lines, inside, marker: build(
        kind=kind, span=span, lines=lines, inside=inside, marker=marker
    )


def _type(words: str) -> Any:
    return eval(words, globals())  # the annotations of this file


def build(make: Make, articles: int, nodes: int) -> list[Any]:
    line = (Span(0, 80),)
    return [
        [make("paragraph", Span(number, number + 80), line, (), None) for number in range(nodes)]
        for _ in range(articles)
    ]


def measure(kind: str, articles: int, nodes: int) -> str:
    before = time.perf_counter()
    make = maker(kind)
    build(make, 1, 1)
    imported = time.perf_counter() - before
    best = min(_once(make, articles, nodes) for _ in range(3))
    tracemalloc.start()
    kept = build(make, max(1, articles // 100), nodes)
    memory = tracemalloc.get_traced_memory()[0] / (len(kept) * nodes)
    return f"| {kind} | {best:.2f} s | {best / articles / nodes * 1e9:.0f} ns | {memory:.0f} B | {imported * 1000:.0f} ms |"


def _once(make: Make, articles: int, nodes: int) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    kept = build(make, articles, nodes)
    took = time.process_time() - start
    gc.enable()
    del kept
    return took


def main(argv: list[str]) -> None:
    if argv:
        print(measure(argv[0], *(int(word) for word in argv[1:]) if argv[1:] else (ARTICLES, NODES)), flush=True)
        return
    print("| kind | 10,000 articles of 100 nodes | a node | keep, a node | import and set up |\n|---|---|---|---|---|", flush=True)  # fmt: skip
    for kind in KINDS:
        subprocess.run([sys.executable, __file__, kind], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
