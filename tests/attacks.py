"""Attacks on time: every pattern of the package, with texts made to be slow.

`python -m tests.attacks` makes texts for each compiled pattern: for each of its repeats, what leads
up to the repeat, then a long run of what it repeats, then what does not match; and runs of each
character that it names, alone and in pairs. Each is measured at n, 2n and 4n characters as the
package uses the pattern (match, search …; match alone for one that only a table holds). Time may
grow by 2.6 for a doubling at most. The test run does the same with shorter
texts and every eighth pattern.

It counts CPU time, the best of three, and only looks at the slope where a text takes longer than
any linear time does: noise of other processes does not show. A pattern that takes exponential time
is stopped by a timer.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]  # the names of what `_parser` gives
import re._parser as parser  # type: ignore[import-not-found]  # no public module parses patterns
import signal
import sys
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

import newsrec
from newsrec import NewsrecError
from newsrec.cleaning.mojibake import _list_readings
from newsrec.formats._telex.agencies import shipped
from tests._chance import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType, ModuleType

#: How much longer a text of twice the length may take.
STEEPEST = 2.6

# -- the patterns ----------------------------------------------------------------------------------


class Pattern(NamedTuple):
    """A pattern, where it is, and how the package uses it."""

    place: str
    compiled: re.Pattern[Any]
    methods: tuple[str, ...]


_METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer")


@cache
def modules() -> tuple[ModuleType, ...]:
    """Import every module of the package but the test kit."""
    names = [each.name for each in pkgutil.walk_packages(newsrec.__path__, "newsrec.")]
    parts = [
        name for name in names if not name.endswith("__main__") and not name.startswith("newsrec.testing")
    ]
    return (newsrec, *map(importlib.import_module, parts))


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every compiled pattern of the package: in a module, in what a module holds, or in a function."""
    found: dict[tuple[Any, int], Pattern] = {}
    for module in modules():
        for name, value in vars(module).items():
            for compiled, method in _patterns_in(value, 0):
                methods = {method} if method else _methods_of(name, module.__name__)
                _add(found, f"{module.__name__}.{name}", compiled, methods)
    for module in modules():
        for place, compiled, methods in _patterns_in_source(module):
            _add(found, place, compiled, methods)
    return tuple(found.values())


def _add(
    found: dict[tuple[Any, int], Pattern], place: str, compiled: re.Pattern[Any], methods: set[str]
) -> None:
    key = compiled.pattern, compiled.flags
    if key in found:
        found[key] = found[key]._replace(methods=tuple(sorted({*found[key].methods, *methods})))
    else:
        found[key] = Pattern(place, compiled, tuple(sorted(methods or {"match", "fullmatch"})))


def _patterns_in(value: Any, depth: int) -> Iterator[tuple[re.Pattern[Any], str | None]]:
    """The patterns in a value, and the method where it is one that is bound."""
    if isinstance(value, re.Pattern):
        yield value, None
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield value.__self__, value.__name__
    elif depth < 4 and isinstance(value, dict):
        for each in itertools.chain(value, value.values()):
            yield from _patterns_in(each, depth + 1)
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _patterns_in(each, depth + 1)
    elif depth < 4 and isinstance(value, type) and value.__module__.startswith("newsrec"):
        for each in vars(value).values():
            yield from _patterns_in(each, depth + 1)
    elif depth < 4 and attrs.has(type(value)) and type(value).__module__.startswith("newsrec"):
        for field in attrs.fields(type(value)):
            yield from _patterns_in(getattr(value, field.name, None), depth + 1)


@cache
def _sources() -> dict[str, ast.Module]:
    return {
        module.__name__: ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for module in modules()
        if module.__file__
    }


@cache
def _names_and_calls() -> dict[str, tuple[set[str], set[tuple[str, str]]]]:
    """What each module names, and the methods of patterns that it calls, each with what it calls it of."""
    found: dict[str, tuple[set[str], set[tuple[str, str]]]] = {}
    for module, tree in _sources().items():
        names, calls = found.setdefault(module, (set(), set()))
        for node in ast.walk(tree):
            names |= {getattr(node, "id", ""), getattr(node, "attr", "")}
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                calls.add((str(getattr(node.value, "id", getattr(node.value, "attr", ""))), node.attr))
    return found


def _methods_of(name: str, home: str) -> set[str]:
    """The methods of a pattern that the modules which name it call."""
    return {
        method
        for module, (names, calls) in _names_and_calls().items()
        if name in names and (module == home or not name.startswith("_"))
        for called, method in calls
        if called == name
    }


def _patterns_in_source(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """The patterns that functions make, of the names of their module alone."""
    tree = _sources().get(module.__name__)
    if tree is None:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if getattr(node.func.value, "id", None) != "re" or node.func.attr not in (*_METHODS, "compile"):
            continue
        code = ast.unparse(node.args[0])
        methods = set() if node.func.attr == "compile" else {node.func.attr}
        try:
            samples = [re.compile(eval(code, vars(module)))]  # noqa: S307 - code of our own
        except NameError:  # made of a function's own names
            assert code in MADE, f"{module.__name__} makes a pattern of {code}: put samples into MADE"
            samples = MADE[code]
        for compiled in samples:
            yield f"{module.__name__}:{node.lineno}", compiled, methods


#: Patterns that functions make of their own names: their source, and samples of what it makes.
MADE: dict[str, list[re.Pattern[Any]]] = {
    "f'(?:{shape})++'": [reading.runs for reading in _list_readings()],
    "_WEB + pattern + _REST": [],  # a table of the module holds them
    "f'</(?i:{name.decode()})(?=[ \\\\t\\\\r\\\\n/>])'.encode()": [],  # so here
    "f'(?<!\\\\w){re.escape(name)}(?!\\\\w)'": [re.compile(r"(?<!\w)Ann\ Ozola(?!\w)")],
    "f' {re.escape(prefix)}:[^\\\\s=<>\"]+=\"'": [re.compile(r' a:[^\s=<>"]+="')],
    "data['signoff']": [each.signoff for each in shipped().values() if each.signoff],
    "f'{_ORDINAL}?(?:ld-)?(?:{words})(?:-writethru)?{number}'": [],  # the module holds what it makes
    "_REPEATED.format(re.escape(mark))": [re.compile(r"<(h[1-6]|p)(?: [^<>]*)?>Ice</\\1>")],
    "option.pattern": [],  # that of a row of a format
    "pattern": [],  # spellings of dates, which are asked of texts of bounded length
}

# -- attacks on a pattern --------------------------------------------------------------------------

#: Patterns whose readers stop where a match is not sound, or that another function is given to match.
MATCHED = {"newsrec.formats._page.scanner._NEXT", "newsrec.formats.anpa1312.writer._VERSION"}

_MANY = 8  # a repeat of fewer is no danger
_TAILS = ("\ue000", "")


def attacks(compiled: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Texts of about a length that may take the pattern long."""
    for head, body in _pumps(compiled):
        if body:
            times = max(length // len(body), 1)
            whole = head + body
            texts = [head + body * times]
            if head:
                texts.append(whole * (length // len(whole) + 1))
            for text in texts:
                for tail in _TAILS:
                    yield _as_subject(text + tail, compiled)


def _as_subject(text: str, compiled: re.Pattern[Any]) -> Any:
    return text.encode("latin-1", "replace") if isinstance(compiled.pattern, bytes) else text


def _pumps(compiled: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """What leads up to each repeat of a pattern, and what it repeats; then runs of each of its characters."""
    flags = compiled.flags & ~re.UNICODE if isinstance(compiled.pattern, bytes) else compiled.flags
    tree = parser.parse(compiled.pattern, flags)
    found: list[tuple[str, str]] = []
    for seed in range(3):
        made = _Sampler(seed)
        made.text(tree, found)
    characters = sorted(_characters(tree))
    random = chance("pairs")
    pairs = ["".join(pair) for pair in itertools.permutations(characters, 2)]
    found += [("", each) for each in [*characters, *random.sample(pairs, min(len(pairs), 12))]]
    yield from dict.fromkeys(found)


class _Sampler:
    """Makes a text that a pattern matches, and notes each repeat on the way."""

    def __init__(self, seed: int) -> None:
        self.random = chance(seed)
        self.groups: dict[int, str] = {}

    def text(self, tree: Any, found: list[tuple[str, str]], head: str = "") -> str:
        out = ""
        for op, value in tree:
            out += self.part(op, value, found, head + out)
        return out

    def part(self, op: Any, value: Any, found: list[tuple[str, str]], head: str) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op in (sre.ANY, sre.NOT_LITERAL, sre.IN, sre.CATEGORY):
            return self.random.choice(sorted(_members(op, value)) or ["x"])
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, inner = value
            body = self.text(inner, found, head)
            if most is sre.MAXREPEAT or most > _MANY:
                found.append((head, body))
            return body * max(int(least), self.random.choice([0, 1]) if int(most) else 0)
        if op is sre.SUBPATTERN:
            self.groups[value[0]] = made = self.text(value[3], found, head)
            return made
        if op is sre.BRANCH:
            return self.random.choice([self.text(each, found, head) for each in value[1]])
        if op is sre.ATOMIC_GROUP:
            return self.text(value, found, head)
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            self.text(value[1], found, head)
            return ""
        return self.groups.get(value, "") if op is sre.GROUPREF else ""


_OF_CATEGORY = {
    sre.CATEGORY_SPACE: " \t\n", sre.CATEGORY_NOT_SPACE: "a.", sre.CATEGORY_DIGIT: "0",
    sre.CATEGORY_NOT_DIGIT: "a ", sre.CATEGORY_WORD: "a0_", sre.CATEGORY_NOT_WORD: " .",
}  # fmt: skip
_COMMON = " \t\n\r\u00a0aA0.,-/<>\"'&;:=()[]{}\\*•"


def _members(op: Any, value: Any) -> set[str]:
    """Some of the characters that a set takes."""
    if op is sre.CATEGORY:
        return set(_OF_CATEGORY[value])
    if op is sre.ANY:
        return set("a .<")
    if op is sre.NOT_LITERAL:
        return {each for each in "a .<0" if ord(each) != value}
    found: set[str] = set()
    negated = False
    for inner, what in value:
        if inner is sre.NEGATE:
            negated = True
        elif inner is sre.LITERAL:
            found.add(chr(what))
        elif inner is sre.RANGE:
            found |= {chr(what[0]), *(each for each in _COMMON if what[0] <= ord(each) <= what[1])}
        elif inner is sre.CATEGORY:
            found |= set(_OF_CATEGORY[what])
    return set(_COMMON) - found if negated else found


def _characters(tree: Any) -> set[str]:
    """Each character that a pattern names, and some of each of its sets."""
    found: set[str] = set()
    for op, value in tree:
        if op is sre.LITERAL:
            found.add(chr(value))
        elif op in (sre.NOT_LITERAL, sre.IN, sre.CATEGORY):
            found |= _members(op, value)
        elif op is sre.BRANCH:
            for each in value[1]:
                found |= _characters(each)
        elif op is sre.SUBPATTERN:
            found |= _characters(value[3])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found |= _characters(value[2])
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            found |= _characters(value[1])
        elif op is sre.ATOMIC_GROUP:
            found |= _characters(value)
    return found


def _use(compiled: re.Pattern[Any], method: str, text: Any) -> object:
    if method == "sub":
        return compiled.sub(text[:0], text)
    if method == "finditer":
        return sum(1 for _ in compiled.finditer(text))
    return getattr(compiled, method)(text)


# -- measuring -------------------------------------------------------------------------------------


class TooLongError(Exception):
    """A call took longer than any linear time."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def seconds(call: Callable[[], object], limit: float) -> float:
    """The CPU seconds of a call; `limit` times two, once it is past that."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, limit * 2)
    start = time.process_time()
    try:
        call()
    except TooLongError:
        return limit * 2
    except NewsrecError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - start


def is_slow(call: Callable[[int], Callable[[], object]], length: int, floor: float) -> str | None:
    """What a call takes whose time grows too fast; None for one that is linear, or quicker than the floor."""
    if seconds(call(length), floor) < floor:
        return None
    limit = floor * 50
    if seconds(call(length), limit) >= limit:
        return f"more than {limit * 1000:.0f} ms"
    times = [min(seconds(call(length * step), limit) for _ in range(3)) for step in (1, 2, 4)]
    if times[0] < floor:
        return None
    if min(times) <= 0:
        return None
    slopes = times[1] / times[0], times[2] / times[1]
    if times[2] < limit * 2 and min(slopes) <= STEEPEST:
        return None
    return ", ".join(f"{each * 1000:.0f} ms" for each in times)


def slow_patterns(length: int, floor: float, part: slice = slice(None)) -> Iterator[str]:
    """Each use of a pattern that takes more than linear time, with an attack that shows it."""
    for each in patterns()[part]:
        for method in ("match",) if each.place in MATCHED else each.methods:
            for number, text in enumerate(attacks(each.compiled, length)):

                def call(size: int, each: Pattern = each, method: str = method, number: int = number) -> Any:
                    made = next(itertools.islice(attacks(each.compiled, size), number, None), "")
                    return partial(_use, each.compiled, method, made)

                if seconds(partial(_use, each.compiled, method, text), floor) < floor:
                    continue
                found = is_slow(call, length, floor)
                if found:
                    yield f"{each.place}.{method}: {found} for {text[:40]!r} … {text[-10:]!r}"
                    break


def main() -> int:
    """Attack with long texts, and say what is slow."""
    slow = 0
    for found in slow_patterns(40_000, 0.05):
        sys.stdout.write(f"{found}\n")
        slow += 1
    sys.stdout.write(f"{len(patterns())} patterns; {slow} slow\n")
    return min(slow, 1)


if __name__ == "__main__":
    sys.exit(main())
