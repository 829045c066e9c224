"""Profiles: which codes a story is held to for a purpose, how severely, and at what numbers.

A profile is plain data. With none, a story is held to what any story must keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from newsrec.constructors import as_sequence, as_text
from newsrec.findings import Severity
from newsrec.rules.engine import Rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


def as_codes(value: Iterable[str], what: str = "codes") -> tuple[str, ...]:
    """Codes, or first parts of codes, as a tuple; TypeError for a lone text and for what is none."""
    return tuple([as_text(each) for each in as_sequence(value, what)])


def _as_optional_codes(value: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_codes(value)


def _as_rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return as_sequence(value, "rules")


def _as_severities(value: Mapping[str, Severity | str]) -> dict[str, Severity]:
    if not isinstance(value, Mapping):
        msg = f"expected a map from code to severity, found {type(value).__name__}: {value!r:.60}"
        raise TypeError(msg)
    return {as_text(code): Severity.from_name(each) for code, each in value.items()}


# What any story must keep, and the codes among it that only a purpose asks for.
_ANY: Final = ("NR1", "NR2", "NR3", "NR4", "NR5", "NR6")
_PURPOSES: Final = (
    "NR101", "NR104", "NR108", "NR109", "NR110", "NR111", "NR112",
    "NR204", "NR208", "NR213", "NR214", "NR215", "NR216", "NR217", "NR218",
    "NR402", "NR403", "NR406", "NR407",
)  # fmt: skip


@attrs.frozen(weakref_slot=False)
class Profile:
    """What a story is held to for one purpose."""

    name: str
    """The name that callers and a newsrec.toml give: "gazette"."""
    title: str = attrs.field(default="", kw_only=True)
    """What it is for, in a few words."""
    codes: tuple[str, ...] | None = attrs.field(default=None, converter=_as_optional_codes, kw_only=True)
    """Codes, or the first part of several; with None, those that any story must keep."""
    also: tuple[str, ...] = attrs.field(default=(), converter=as_codes, kw_only=True)
    """Codes that are added to them."""
    without: tuple[str, ...] = attrs.field(default=(), converter=as_codes, kw_only=True)
    """Codes that are left out."""
    severities: Mapping[str, Severity] = attrs.field(
        factory=dict, converter=_as_severities, kw_only=True, hash=False
    )
    """By code, or the first part of several, where they are not the rule's own."""
    limits: Mapping[str, float] = attrs.field(factory=dict, kw_only=True, hash=False)
    """By the rule's name, the number at which it speaks, where it is not the rule's own."""
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=_as_rules, kw_only=True)
    """The house's own, all of them part of the profile."""

    def holds(self, code: str) -> bool:
        """Whether the profile holds a story to this code."""
        if code.startswith(self.without):
            return False
        if self.codes is None and code.startswith(_ANY) and not code.startswith(_PURPOSES):
            return True
        return code.startswith((*(self.codes or ()), *self.also))


#: What any story must keep.
ANY_STORY: Final = Profile("", title="what any story must keep")

PROFILES: Final[dict[str, Profile]] = {
    profile.name: profile
    for profile in (
        # A plain-text wire carries no pictures: what they lack is for other outputs to say.
        Profile(
            "wire",
            title="copy for the plain-text wire",
            without=("NR606", "NR607", "NR608"),
            severities={"NR305": WARNING},
        ),
        Profile(
            "newsml-g2",
            title="items for NewsML-G2",
            also=("NR101", "NR104", "NR111", "NR112", "NR216", "NR217", "NR406", "NR407"),
            severities={"NR102": WARNING, "NR103": ERROR, "NR305": WARNING},
        ),
        Profile(
            "google",
            title="articles for Google Search, News and Discover",
            codes=(
                "NR204", "NR208", "NR210", "NR213", "NR214", "NR215", "NR219", "NR301", "NR302", "NR303",
                "NR304", "NR401", "NR501", "NR602", "NR609", "NR70", "NR71", "NR72",
            ),
            severities={"NR501": ERROR},
        ),
        Profile(
            "news-sitemap",
            title="entries of a Google News sitemap",
            codes=(
                "NR208", "NR214", "NR215", "NR218", "NR219", "NR301", "NR402", "NR403", "NR719", "NR720",
                "NR731", "NR732", "NR733",
            ),
            severities=dict.fromkeys(("NR214", "NR215", "NR301", "NR402", "NR719", "NR720"), ERROR),
        ),
        Profile(
            "social",
            title="cards that social networks make of a page",
            codes=(
                "NR208", "NR214", "NR219", "NR301", "NR701", "NR710", "NR711", "NR719", "NR720", "NR741",
                "NR742", "NR743", "NR744", "NR745", "NR746",
            ),
            severities=dict.fromkeys(("NR214", "NR701", "NR710", "NR719"), INFO),
        ),
        Profile(
            "kill",
            title="notices that take a story back",
            # A kill needs no text, no picture and no headline of its own; it must say what it kills.
            also=("NR101", "NR108", "NR109", "NR110"),
            without=("NR301", "NR302", "NR305", "NR306", "NR307", "NR315", "NR316", "NR317", "NR5", "NR6"),
            severities={"NR101": ERROR},
        ),
    )
}  # fmt: skip
