"""Which rules are put to a story: by profile, by code, and with a house's own."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.catalogue import HOMES, entries
from newsrec.constructors import as_text
from newsrec.errors import ConfigError
from newsrec.messages import blame_plugin, quote_text, suggest
from newsrec.model import as_item, as_present
from newsrec.rules.engine import Plan, Rule
from newsrec.rules.profiles import ANY_STORY, PROFILES, Profile, as_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import ModuleType

    from newsrec.context import Site
    from newsrec.findings import Finding, Severity
    from newsrec.model import NewsItem

#: The modules of rules: of the codes that a record alone can answer, in their order.
_MODULES: Final = tuple(home for home in HOMES.values() if home.startswith("newsrec.rules."))

_OURS: Final = "NR"


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of ours, in the order of the codes."""
    return tuple([rule for module in _MODULES for rule in import_module(module).RULES])


# -- a house's own ---------------------------------------------------------------------------------


@attrs.frozen(weakref_slot=False)
class House:
    """The rules and profiles that a house adds to ours."""

    rules: tuple[Rule, ...] = ()
    profiles: tuple[Profile, ...] = ()


NO_HOUSE: Final = House()


def load_house(module: str, folder: Path | None = None) -> House:
    """Load the `RULES` and `PROFILES`, or either of them, of a module by its name.

    A module that cannot be imported is looked for in `folder`, the newsrec.toml's own. One that is
    nowhere, that holds something else or that fails, is a `ConfigError`.
    """
    with blame_plugin(f"the module {module} of the house's rules failed", path="check.rules"):
        found = _imported(module) or (folder and _from_folder(module, folder))
    if not found:
        where = "" if folder is None else f", neither installed nor in {folder}"
        message = f"there is no module {module} for the house's rules{where}"
        raise ConfigError(message, code="NR905", path="check.rules")
    return as_house(found, module)


def _imported(module: str) -> ModuleType | None:
    """Import a module by its name; return None where there is none."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not (module == error.name or module.startswith(f"{error.name}.")):
            raise
        return None


def _from_folder(module: str, folder: Path) -> ModuleType | None:
    from importlib.util import module_from_spec, spec_from_file_location

    place = folder.joinpath(*module.split("."))
    for file in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
        if file.is_file():
            spec = spec_from_file_location(module, file)
            if spec is not None and spec.loader is not None:
                found = module_from_spec(spec)
                spec.loader.exec_module(found)
                return found
    return None


def as_house(module: Any, name: str) -> House:
    """Return the `RULES` and `PROFILES` of a module or object; ConfigError for what cannot be added."""
    house = House(tuple(getattr(module, "RULES", ())), tuple(getattr(module, "PROFILES", ())))
    if not house.rules and not house.profiles:
        raise _refused(f"{name} holds neither RULES nor PROFILES")
    for rule in house.rules:
        if not isinstance(rule, Rule):
            raise _refused(f"RULES of {name} holds {rule!r:.60}, expected rules made by house_rule")
    for profile in house.profiles:
        if not isinstance(profile, Profile):
            raise _refused(f"PROFILES of {name} holds {profile!r:.60}, expected a Profile")
        if profile.name in PROFILES or not profile.name:
            raise _refused(f"{name} has a profile {profile.name!r}, expected a name that is not one of ours")
    _checked(house.rules)
    return house


def _checked(own: tuple[Rule, ...]) -> None:
    """Refuse rules of ours, and codes that are given twice."""
    seen: set[str] = set()
    for rule in own:
        if rule.code.startswith(_OURS):
            raise _refused(f"the rule {rule.code} is not the house's, expected rules made by house_rule")
        if rule.code in seen:
            raise _refused(f"two rules have the code {rule.code}")
        seen.add(rule.code)


def _refused(message: str) -> ConfigError:
    return ConfigError(message, code="NR905")


@cache
def load_installed() -> House:
    """Load the rules and profiles of installed packages, from the entry points `newsrec.rules`.

    They are looked up only when a profile or a code is named that is not one of ours, so that
    what is installed changes no other result.
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group="newsrec.rules"), key=lambda point: point.name)
    houses = []
    for point in points:
        hint = f"mend or remove the package of the module {point.value}"
        with blame_plugin(f"the rules {point.name} of another package failed", hint=hint):
            houses.append(as_house(point.load(), point.value))
    own = tuple([rule for house in houses for rule in house.rules])
    _checked(own)
    return House(own, tuple([profile for house in houses for profile in house.profiles]))


# -- the choice ------------------------------------------------------------------------------------


def plan(
    profile: str | Profile | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    limits: Mapping[str, float] | None = None,
    severities: Mapping[str, Severity] | None = None,
    house: House = NO_HOUSE,
) -> Plan:
    """Make a plan of the rules that are put to stories, and how; one plan serves many stories.

    `select` takes the place of the profile's codes, `ignore` is left out of them; both hold codes
    or the first part of several. `limits` are by the rule's name, `severities` by code or the first
    part of several; both come before the profile's.
    A house's rules are part of every plan that selects no codes. A profile, code or name that
    nobody has is a `ConfigError` that names the nearest.
    """
    chosen, ignored = as_codes(select, "codes for select"), as_codes(ignore, "codes for ignore")
    numbers = tuple(sorted(limits.items())) if limits else ()
    grades = tuple(sorted(severities.items())) if severities else ()
    return _plan(profile, chosen, ignored, numbers, grades, house=house)


def find_profile(name: str, house: House = NO_HOUSE) -> Profile:
    """Return the profile of a name, ours, the house's or an installed one; ConfigError for none."""
    known = {**PROFILES, **{each.name: each for each in house.profiles}}
    if name not in known:
        known |= {each.name: each for each in load_installed().profiles if each.name not in known}
    if name not in known:
        listed = suggest(name, known) or f"; the profiles are {', '.join(known)}"
        raise ConfigError(f"there is no profile {quote_text(name)}{listed}", code="NR905", path="profile")
    return known[name]


@lru_cache(maxsize=64)
def _plan(
    profile: str | Profile | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    limits: tuple[tuple[str, float], ...],
    severities: tuple[tuple[str, Severity], ...],
    *,
    house: House,
) -> Plan:
    if profile is None:
        held = ANY_STORY
    elif isinstance(profile, Profile):
        held = profile
        _checked(held.rules)
    else:
        held = find_profile(as_text(profile), house)
    own = {rule.code: rule for rule in (*house.rules, *held.rules)}
    graded = [code for code, _ in severities]
    named = (*select, *ignore, *graded, *(held.codes or ()), *held.also, *held.without, *held.severities)
    if any(not part.startswith(_OURS) and not _names(part, own) for part in named):
        own = {**{rule.code: rule for rule in load_installed().rules}, **own}
    known = {entry.code: entry.name for entry in entries()}
    known |= {code: rule.entry.name for code, rule in own.items()}
    _check_codes(select, known, "select")
    _check_codes(ignore, known, "ignore")
    _check_codes((*graded, *held.severities), known, "severities")
    always = {rule.code for rule in (*house.rules, *held.rules)}
    kept = [
        rule
        for rule in (*rules(), *own.values())
        if (rule.code.startswith(select) if select else held.holds(rule.code) or rule.code in always)
        and not rule.code.startswith(ignore)
    ]
    numbers = _limits((*rules(), *own.values()), held.limits, dict(limits))
    grades = {**_by_code(held.severities, known), **_by_code(dict(severities), known)}
    return Plan(tuple(kept), grades, numbers, select, ignore)


def _names(part: str, codes: Iterable[str]) -> bool:
    """Whether a code, or the first part of several, names one of these codes."""
    return bool(part) and any(code.startswith(part) for code in codes)


def _by_code(given: Mapping[str, Severity], codes: Iterable[str]) -> dict[str, Severity]:
    """Return the severity of each code that is named, or whose first part is; the longest part counts."""
    return {code: given[part] for part in sorted(given, key=len) for code in codes if code.startswith(part)}


def _check_codes(parts: Iterable[str], known: Mapping[str, str], path: str) -> None:
    for part in parts:
        if not _names(part, known):
            named = [code for code, name in known.items() if name == part]
            hint = f"; {part} is the name of {named[0]}" if named else suggest(part, known)
            hint = hint or "; newsrec rules lists the codes"
            raise ConfigError(f"there is no code {quote_text(part)}{hint}", code="NR905", path=path)


def _limits(
    every: tuple[Rule, ...], of_profile: Mapping[str, float], given: Mapping[str, float]
) -> dict[str, float]:
    """Return the number of each rule that has one, by its code."""
    numbers = {rule.entry.name: rule for rule in every if rule.limit is not None}
    for name in (*of_profile, *given):
        if name not in numbers:
            hint = suggest(name, numbers) or f"; those that have one are {', '.join(numbers)}"
            raise ConfigError(
                f"no rule named {quote_text(name)} has a number to set{hint}", code="NR905", path="limits"
            )
    values = {**of_profile, **given}
    return {rule.code: values.get(name, rule.limit) for name, rule in numbers.items()}  # type: ignore[misc]  # all have one


def validate(
    item: NewsItem,
    *,
    profile: str | Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    site: Site | None = None,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules find in a story, ordered by path, then code; empty where nothing is wrong.

    Without a profile a story is held to what any story must keep; "wire", "newsml-g2", "google",
    "news-sitemap", "social" and "kill" hold it to what their purpose asks. `select` takes the
    place of the profile's codes, `ignore` leaves some out: codes ("NR301"), or the first part of
    several ("NR3"). `site` gives what the story leaves to its publisher; `now`, a datetime with a
    zone, is the present: without it no rule compares a time with it, and an info finding says so.
    An unknown profile or code is a `ConfigError`. Linked pictures and stories are judged too.

    >>> from newsrec import NewsItem
    >>> [str(each) for each in validate(NewsItem(body="First."))]
    ['NR301 headline: Write a headline.']
    """
    item, now = as_item(item), as_present(now)
    if site is not None:
        from newsrec.context import require_site

        require_site(site)
    if not select and not ignore and (profile is None or profile.__class__ is str):
        return _plan(profile, (), (), (), (), house=NO_HOUSE).judge(item, site=site, now=now)
    return plan(profile, select=select, ignore=ignore).judge(item, site=site, now=now)
