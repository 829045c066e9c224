"""What a rule is, what it may look at, and how rules are put to a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from newsrec.catalogue import Entry, lookup
from newsrec.findings import Finding, Severity
from newsrec.rules._survey import Survey

if TYPE_CHECKING:
    from datetime import datetime

    from newsrec.context import Site
    from newsrec.model import NewsItem


class Hit(NamedTuple):
    """One place where a rule speaks: a path of the story, and what was found there.

    The rule's own sentence says what to do; `found` goes behind it: "it has 132 characters,
    expected at most 110".
    """

    path: str = ""
    found: str | None = None
    hint: str | None = None


class Context:
    """What a rule may look at beside the story itself.

    `site` and `now` are as the caller gave them, None where he did not; `limits` holds the number
    at which each rule speaks, by its code; `survey` what one pass over the story found.
    """

    __slots__ = ("_survey", "item", "limits", "now", "site")

    def __init__(
        self, item: NewsItem, site: Site | None, now: datetime | None, limits: Mapping[str, float]
    ) -> None:
        self.item = item
        self.site = site
        self.now = now
        self.limits = limits
        self._survey: Survey | None = None

    @property
    def survey(self) -> Survey:
        """What one pass over the story found: made when the first rule asks, shared by all."""
        survey = self._survey
        if survey is None:
            survey = self._survey = Survey(self.item)
        return survey


Check: TypeAlias = "Callable[[NewsItem, Context], Iterable[Hit]]"


@attrs.frozen(weakref_slot=False)
class Rule:
    """A code, and the function that finds it in a story.

    The function takes the story and a `Context` and gives a `Hit` for each place, `()` for none;
    it reads nothing but its arguments. `limit` is the number at which the rule speaks, if it has
    one. A rule that is `linked` holds for the pictures and stories too that a story links. `entry`
    is the row of a house's own rule; ours stand in the catalogue.
    """

    code: str
    check: Check
    limit: float | None = attrs.field(default=None, kw_only=True)
    linked: bool = attrs.field(default=False, kw_only=True)
    entry: Entry | None = attrs.field(default=None, kw_only=True)

    @property
    def row(self) -> Entry:
        """What the catalogue, or the house, says of the rule."""
        return lookup(self.code) if self.entry is None else self.entry


def house_rule(
    code: str,
    name: str,
    sentence: str,
    check: Check,
    *,
    severity: Severity = Severity.WARNING,
    limit: float | None = None,
    linked: bool = False,
    why: str = "",
    source: str = "",
    mend: str = "",
) -> Rule:
    """A rule of a house's own. Its code begins with capitals of its own ("GZ001"), never with NR.

    >>> rule = house_rule(
    ...     "GZ001", "shouting", "Take the exclamation mark out of the headline.",
    ...     lambda item, context: [Hit("headline")] if "!" in (item.headline or "") else (),
    ... )
    >>> rule.row.severity
    <Severity.WARNING: 20>
    """
    entry = Entry(code, name, severity, sentence, why=why, source=source, mend=mend)
    return Rule(code, check, limit=limit, linked=linked, entry=entry)


class _Put(NamedTuple):
    """A rule as a plan has it: the function, and how to make a finding of a hit."""

    check: Check
    found: Callable[[str, Hit], Finding]


@attrs.frozen(weakref_slot=False)
class Plan:
    """Which rules are put to a story, and at what severity and numbers: made once, used for many."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = attrs.field(factory=dict)
    limits: Mapping[str, float] = attrs.field(factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    _all: tuple[_Put, ...] = attrs.field(init=False, eq=False, repr=False)
    _linked: tuple[_Put, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        puts = [(rule, _Put(rule.check, partial(self._finding, rule))) for rule in self.rules]
        object.__setattr__(self, "_all", tuple([put for _, put in puts]))
        object.__setattr__(self, "_linked", tuple([put for rule, put in puts if rule.linked]))

    def _finding(self, rule: Rule, prefix: str, hit: Hit) -> Finding:
        row = rule.row
        message = row.sentence if hit.found is None else f"{row.sentence.removesuffix('.')}: {hit.found}"
        severity = self.severities.get(rule.code, row.severity)
        return Finding(
            code=rule.code, severity=severity, message=message, path=prefix + hit.path, hint=hit.hint
        )

    def judge(
        self, item: NewsItem, *, site: Site | None = None, now: datetime | None = None
    ) -> tuple[Finding, ...]:
        """What the rules find in a story and in those that it links, by path, then code."""
        found: list[Finding] = []
        waiting = [("", item)]
        for prefix, each in waiting:  # grows as links are met; a loop, so they may nest as deep as they like
            context = Context(each, site, now, self.limits)
            for check, finding in self._linked if prefix else self._all:
                hits = check(each, context)
                if hits:
                    found.extend([finding(prefix, hit) for hit in hits])
            for index, link in enumerate(each.links):
                if link.item is not None:
                    waiting.append((f"{prefix}links[{index}].item.", link.item))
        if len(found) > 1:
            found.sort(key=_place)
        return tuple(found)

    def wants(self, code: str) -> bool:
        """Whether a finding that no rule made (a reader's, a writer's) is asked for by its code."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore)

    def graded(self, finding: Finding) -> Finding:
        """The finding with the severity that the profile gives its code."""
        severity = self.severities.get(finding.code, finding.severity)
        return finding if severity is finding.severity else attrs.evolve(finding, severity=severity)


def _place(finding: Finding) -> tuple[list[tuple[str, int]], str]:
    """What findings are ordered by: the path, its indices as numbers, and then the code."""
    steps = [_step(part) for part in finding.path.replace("]", "").replace("[", ".").split(".")]
    return steps, finding.code


def _step(part: str) -> tuple[str, int]:
    return ("", int(part)) if part.isascii() and part.isdigit() and len(part) < 10 else (part, -1)
