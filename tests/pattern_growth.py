"""Which regular expressions of the package take more than linear time on some text? `python tests/pattern_growth.py` lists them.

Every expression that the package compiles is recorded: of its modules, of cached functions, of the rules and their pages. Texts
are made of what an expression itself names: a text that it matches is stretched at each place, and behind it comes what fits
nothing. Short texts come first; only what is slow on one of them is measured on longer ones.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import math
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from regex_samples import alphabet, samples

_compile = re.compile
# `name.search(`, `PATTERNS[kind].search(`, `function().search(`, `map(name.search, ...)`; not where only the last few
# characters are looked at: `name.search(prose, max(0, start - 40), start)`.
_SEARCHING = _compile(
    r"\b(\w+)(?:\[[^\[\]]*\]|\([^()]*\))?\.(?:search|finditer|findall|sub|subn|split|scanner)\b(?!\(\w+, max\(0, )"
)
_SHORT, _LONG = 450, (800, 1_600, 3_200)  # characters
_SUSPECT = 50e-6  # seconds for a short text: what is linear needs a tenth of them
_MOST_EXPONENT = 1.5
_HOPELESS = 0.3  # seconds
_ENDS = ("\x00", "\n\x00")


@dataclass
class Expression:
    """A compiled expression, and the names that modules of the package have given to it."""

    pattern: re.Pattern[str] | re.Pattern[bytes]
    module: str
    names: set[tuple[str, str]] = field(default_factory=set)  # with the module's

    @property
    def source(self) -> str:
        """The expression as text."""
        source = self.pattern.pattern
        return source if isinstance(source, str) else source.decode("latin-1")


def recorded() -> list[Expression]:
    """Every expression that the package compiles when it is imported and its rules are proved by their examples."""
    found: dict[tuple[str | bytes, int], Expression] = {}

    def record(pattern: str | re.Pattern[str], flags: int = 0) -> re.Pattern[str]:
        made = _compile(pattern, flags)
        frame = inspect.currentframe()
        caller = frame.f_back if frame else None
        name = str(caller.f_globals.get("__name__", "")) if caller else ""
        if name.startswith("articlelint") and caller:
            expression = found.setdefault((made.pattern, made.flags), Expression(made, name))
            if caller.f_code.co_name != "<module>":
                expression.names.add((name, caller.f_code.co_name))
        return made

    re.compile = record  # type: ignore[assignment]
    try:
        _use_everything()
    finally:
        re.compile = _compile
    for place, module in [(name, module) for name, module in sys.modules.items() if name.startswith("articlelint")]:
        for name, value in vars(module).items():
            for pattern in (value, *_held(value)):
                if isinstance(pattern, re.Pattern) and (pattern.pattern, pattern.flags) in found:
                    found[pattern.pattern, pattern.flags].names.add((place, name))
    return list(found.values())


def _held(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, tuple | list | frozenset | set):
        yield from value


def _use_everything() -> None:
    """Has compiled what is compiled at need: for the languages, the front matter, each rule's examples and phrases."""
    import articlelint

    for module in pkgutil.walk_packages(articlelint.__path__, "articlelint."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from articlelint import testing
    from articlelint.engine import catalogue

    for rule in catalogue.load().values():
        testing.prove(rule)


def searched() -> set[tuple[str, str]]:
    """The names that modules of the package search with."""
    modules = [
        (name, module)
        for name, module in list(sys.modules.items())
        if name.startswith("articlelint") and getattr(module, "__file__", None)
    ]
    return {(name, word) for name, module in modules for word in _SEARCHING.findall(inspect.getsource(module))}


def _stretched(source: str, flags: int) -> Iterator[tuple[str, str]]:
    """What a long text begins with, and what is repeated behind it."""
    signs = alphabet(source, flags)
    for unit in (*signs, *map("".join, itertools.permutations(signs[:6], 2))):
        yield "", unit
    for sample in samples(source, flags):
        sample = sample[:60]
        for place in range(len(sample)):
            for width in (1, 2, 3):
                yield sample[:place], sample[place : place + width]
            for sign in signs[:3]:
                yield sample[: place + 1], sign
        yield "", sample


def _seconds(run: Callable[[str], object], text: str, repeat: int = 1) -> float:
    """The least time that it takes; infinite when that is too long to wait for."""
    best = math.inf
    for _ in range(repeat):
        signal.setitimer(signal.ITIMER_VIRTUAL, _HOPELESS)
        try:
            began = time.perf_counter()
            run(text)
            best = min(best, time.perf_counter() - began)
        except TimeoutError:
            return math.inf
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return best


def _give_up(_number: int, _frame: object) -> None:
    raise TimeoutError


def _exponent(run: Callable[[str], object], begin: str, unit: str, end: str) -> float:
    """How time grows with size, from some hundreds to some thousands of characters."""
    times: list[float] = []
    for size in _LONG:
        times.append(_seconds(run, begin + unit * (size // len(unit)) + end, 1 if times and times[-1] > 0.02 else 3))
        if times[-1] == math.inf:
            return math.inf
    return min(math.log2(later / earlier) for earlier, later in itertools.pairwise(times))


def complaint(pattern: re.Pattern[str] | re.Pattern[bytes], source: str, name: str) -> str | None:
    """What is wrong with an expression that is used by its method of that name."""
    method = getattr(pattern, name)
    run: Callable[[str], object] = method
    if isinstance(pattern.pattern, bytes):
        run = lambda text: method(text.encode("utf-8"))  # noqa: E731 - a def would hide that this is the method
    kinds = [kind for kind in dict.fromkeys(_stretched(source, pattern.flags)) if kind[1]]
    signal.signal(signal.SIGVTALRM, _give_up)  # the engine looks for signals now and then
    for (begin, unit), end in itertools.product(kinds, _ENDS):
        text = begin + unit * max(1, _SHORT // len(unit)) + end
        if _seconds(run, text) > _SUSPECT and _seconds(run, text, 2) > _SUSPECT:
            exponent = _exponent(run, begin, unit, end)
            if exponent > _MOST_EXPONENT < _exponent(run, begin, unit, end):  # twice, lest a busy machine is blamed
                return f"{name}: exponent {exponent:.1f} on {begin!r} + {unit!r} * n + {end!r}: {source!r}"
    return None


def complaints() -> Iterator[str]:
    """What is wrong with the expressions of the package."""
    expressions, used = recorded(), searched()
    print(len(expressions), "expressions", file=sys.stderr)
    for expression in expressions:
        # `match` and `fullmatch` begin at one place; what is never searched with need not be fit for it.
        for method in ("match", "search") if used & expression.names or not expression.names else ("match",):
            message = complaint(expression.pattern, expression.source, method)
            if message:
                yield f"{expression.module} {', '.join(sorted({name for _, name in expression.names}))} {message}"
                break


if __name__ == "__main__":
    slow = 0
    for text in complaints():
        print(text, flush=True)
        slow += 1
    sys.exit(bool(slow))
