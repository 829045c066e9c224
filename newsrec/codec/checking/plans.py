"""What a newsrec.toml asks of stories: the plan of rules for each of its feeds, and the house's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.context import locate_in_config
from newsrec.errors import ConfigError
from newsrec.findings import Severity
from newsrec.rules import NO_HOUSE, House, Plan, Profile, load_house, plan
from newsrec.rules.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.context import Config, Feed


class Plans:
    """What a newsrec.toml asks of the stories of each of its feeds; what is given comes first.

    A profile is the given one, else the feed's, else that of `[check]`. A plan is made once for
    each of them, the house's rules included.
    """

    def __init__(
        self,
        config: Config,
        *,
        profile: str | Profile | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> None:
        self._config = config
        self._profile = profile
        given: dict[str, Any] = {"profile": profile, "select": tuple(select), "ignore": tuple(ignore)}
        self._given = {name for name, value in given.items() if value}
        self._checks = checks = config.check
        self._settings: dict[str, Any] = {
            "select": given["select"] or checks.select,
            "ignore": (*checks.ignore, *given["ignore"]),
            "limits": checks.limits,
            "severities": {code: Severity.from_name(name) for code, name in checks.severities.items()},
            "house": house_for(config),
        }
        self._made: dict[str | Profile | None, Plan] = {}
        made = [self.of(feed) for feed in (None, *config.feeds)]
        self.rules = {rule.code: rule for each in made for rule in each.rules}

    def of(self, feed: Feed | None) -> Plan:
        """The plan for the stories of a feed; None is that of no feed."""
        profile = self._profile or (feed and rules_profile(feed)) or self._checks.profile
        if profile not in self._made:
            try:
                self._made[profile] = plan(profile, **self._settings)
            except ConfigError as error:
                keys = self._asked(error.path or "", feed)
                raise locate_in_config(self._config, error, *keys) if keys else error from error
        return self._made[profile]

    def _asked(self, setting: str, feed: Feed | None) -> list[str]:
        """The keys of the newsrec.toml that ask for a setting; none where the caller gave it."""
        if setting in self._given:
            return []
        if setting == "profile" and feed is not None and feed.profile is not None:
            return [f"feeds[{self._config.feeds.index(feed)}].profile", "feed.profile"]
        return [f"check.{setting}", "check"]


def rules_profile(feed: Feed) -> str | None:
    """Return the profile that a feed's stories are checked by; the name of an agency is none of these."""
    if feed.profile is None or feed.profile in PROFILES:
        return feed.profile
    from newsrec.formats._telex.agencies import shipped

    return None if feed.profile in shipped() else feed.profile


def house_for(config: Config) -> House:
    """The house's own rules and profiles, from the module that a newsrec.toml names."""
    if config.check.rules is None:
        return NO_HOUSE
    return load_house(config.check.rules, None if config.path is None else config.path.parent)
