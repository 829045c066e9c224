"""What a rule is, what it may look at, and how rules are put to a story."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from newsrec._trusted import skip_checks
from newsrec.catalogue import Entry
from newsrec.errors import ConfigError
from newsrec.findings import Finding, Severity
from newsrec.messages import blame_plugin, quote_text
from newsrec.paths import find_misstep
from newsrec.rules.survey import Survey

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

    __slots__ = ("item", "limits", "now", "site", "survey")

    def __init__(
        self, item: NewsItem, site: Site | None, now: datetime | None, limits: Mapping[str, float]
    ) -> None:
        self.item = item
        self.site = site
        self.now = now
        self.limits = limits
        self.survey = Survey(item)


_CODE: Final = re.compile(r"[A-Z]{1,8}[0-9]{1,6}")

Check: TypeAlias = "Callable[[NewsItem, Context], Iterable[Hit]]"


@attrs.frozen(weakref_slot=False)
class Rule:
    """The entry of a code, and the function that finds the fault in a story."""

    entry: Entry
    """Code, name, severity, and what to do."""
    check: Check
    """A function of the story and a `Context`: a `Hit` for each place, `()` for none.

    It reads nothing but its arguments.
    """
    limit: float | None = attrs.field(default=None, kw_only=True)
    """The number at which the rule speaks; None for a rule that counts nothing."""
    needs: str | None = attrs.field(default=None, kw_only=True)
    """The part of the survey, or the field of the story, without which the rule finds nothing.

    It is not called where that is empty; with None it always is.
    """
    linked: bool = attrs.field(default=False, kw_only=True)
    """Whether the rule holds for the pictures and stories too that a story links."""

    @property
    def code(self) -> str:
        """The code of what it finds."""
        return self.entry.code


def rule(
    code: str,
    name: str,
    severity: Severity,
    sentence: str,
    *,
    why: str,
    source: str,
    mend: str,
    under: str | None = None,
    limit: float | None = None,
    needs: str | None = None,
    linked: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of ours of the function below it, with the entry of its code and when it is called."""
    entry = Entry(code, name, severity, sentence, why=why, source=source, mend=mend, under=under)
    return lambda check: Rule(entry, check, limit=limit, needs=needs, linked=linked)


def rules_of(module: str) -> tuple[Rule, ...]:
    """Return the rules of a module, in the order of their codes."""
    found = [each for each in vars(sys.modules[module]).values() if isinstance(each, Rule)]
    return tuple(sorted(found, key=attrgetter("code")))


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

    `check` takes the story and a `Context` and gives a `Hit` for each place, or nothing. What it
    raises is a `ConfigError` that names the rule, the story and the line of the rule.

    >>> rule = house_rule(
    ...     "GZ001", "shouting", "Take the exclamation mark out of the headline.",
    ...     lambda item, context: [Hit("headline")] if "!" in (item.headline or "") else (),
    ... )
    >>> rule.entry.severity
    <Severity.WARNING: 20>
    """
    if not _CODE.fullmatch(code) or code.startswith("NR"):
        raise ConfigError(
            f"{quote_text(code)} is no code for a house's rule, "
            "expected capitals other than NR and digits, such as 'GZ001'",
            code="NR905",
        )
    entry = Entry(code, name, severity, sentence, why=why, source=source, mend=mend)

    def guarded(item: NewsItem, context: Context) -> Iterable[Hit]:
        story = quote_text(item.headline or item.guid or "without a headline")
        with blame_plugin(f"the rule {code} ({name}) failed on the story {story}", path="check.rules"):
            return _as_hits(check(item, context), item)

    return Rule(entry, guarded, limit=limit, linked=linked)


def _as_hits(given: Iterable[Hit] | None, item: NewsItem) -> list[Hit]:
    if isinstance(given, Hit):
        msg = f"it gave a Hit, expected a list of them: {given}"
        raise TypeError(msg)
    hits = list(given or ())
    for each in hits:
        if not isinstance(each, Hit):
            msg = f"it gave a {type(each).__name__}, expected each to be a Hit: {each!r:.60}"
            raise TypeError(msg)
        astray = find_misstep(item, each.path)
        if astray is not None:
            msg = f"its Hit points at {each.path!r}: {astray}"
            raise ValueError(msg)
    return hits


#: Findings that only report what a reader did: there is nothing to mend.
NOTICES: Final = frozenset({"NR916"})

_finding: Final = skip_checks(Finding)


class BoundRule(NamedTuple):
    """A rule with the severity of a plan: the function, and what its findings have in common."""

    check: Check
    code: str
    severity: Severity
    sentence: str
    start: str


class _Group(NamedTuple):
    """Rules that need the same part of a story, and a function from the context to that part."""

    part: Callable[[Context], Any] | None
    bound_rules: tuple[BoundRule, ...]


def _part(needs: str | None) -> Callable[[Context], Any] | None:
    if needs is None:
        return None
    return attrgetter(f"survey.{needs}" if hasattr(Survey, needs) else f"item.{needs}")


@attrs.frozen(weakref_slot=False)
class Plan:
    """Which rules are put to a story, and at what severity and numbers: made once, used for many."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = attrs.field(factory=dict)
    limits: Mapping[str, float] = attrs.field(factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    _all: tuple[_Group, ...] = attrs.field(init=False, eq=False, repr=False)
    _linked: tuple[_Group, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_all", self._group(self.rules))
        object.__setattr__(self, "_linked", self._group([rule for rule in self.rules if rule.linked]))

    def _group(self, rules: Iterable[Rule]) -> tuple[_Group, ...]:
        """Return the rules by what they need, so that what most stories lack is asked for once."""
        groups: dict[str | None, list[BoundRule]] = {}
        for rule in rules:
            entry = rule.entry
            severity = self.severities.get(entry.code, entry.severity)
            start = entry.sentence.removesuffix(".")
            bound = BoundRule(rule.check, entry.code, severity, entry.sentence, start)
            groups.setdefault(rule.needs, []).append(bound)
        return tuple([_Group(_part(needs), tuple(bound_rules)) for needs, bound_rules in groups.items()])

    def judge(
        self, item: NewsItem, *, site: Site | None = None, now: datetime | None = None
    ) -> tuple[Finding, ...]:
        """Put the rules to a story and to those that it links; return the findings by path, then code."""
        found: list[Finding] = []
        waiting = [("", item)]
        for prefix, each in waiting:  # grows as links are met; a loop, so they may nest as deep as they like
            context = Context(each, site, now, self.limits)
            for part, bound_rules in self._linked if prefix else self._all:
                if part is None or part(context):
                    for check, code, severity, sentence, start in bound_rules:
                        for path, what, hint in check(each, context):
                            found.append(
                                _finding(
                                    code=code,
                                    severity=severity,
                                    message=sentence if what is None else f"{start}: {what}",
                                    path=prefix + path,
                                    hint=hint,
                                )
                            )
            for index, link in enumerate(each.links):
                if link.item is not None:
                    waiting.append((f"{prefix}links[{index}].item.", link.item))
        if len(found) > 1:
            found.sort(key=_place if any("[" in each.path for each in found) else _path_and_code)
        return tuple(found)

    def wants(self, code: str) -> bool:
        """Whether a finding that no rule made (a reader's, a writer's) is asked for by its code.

        A code that only reports how a document was read counts only when it is selected.
        """
        asked = code.startswith(self.select) if self.select else code not in NOTICES
        return asked and not code.startswith(self.ignore)

    def grade(self, finding: Finding) -> Finding:
        """Return the finding with the severity that the profile gives its code."""
        severity = self.severities.get(finding.code, finding.severity)
        return finding if severity is finding.severity else attrs.evolve(finding, severity=severity)


_path_and_code: Final = attrgetter("path", "code")


def _place(finding: Finding) -> tuple[str, str]:
    """Return the key that orders findings: the path with its indices as numbers, then the code."""
    path = finding.path
    return (_INDEX.sub(_padded, path) if "[" in path else path), finding.code


_INDEX: Final = re.compile(r"\[([0-9]{1,9})\]")


def _padded(index: re.Match[str]) -> str:
    return f"[{index[1]:0>9}]"
