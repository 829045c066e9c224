"""What a good story is: rules, each one function of the story and its context, and `validate`.

Each hundred of codes has a module, with the entry of each code above the function that finds it.
A house adds its own with `house_rule` and `Profile`, in a module that its newsrec.toml names or that
a package offers as entry point `newsrec.rules`:

    RULES = (house_rule("GZ001", "shouting", "Take the exclamation mark out.", exclamation_mark),)
    PROFILES = (Profile("gazette", codes=["NR1", "NR3"], limits={"long-headline": 70}),)
"""

from newsrec.rules.engine import Context, Hit, Plan, Rule, house_rule
from newsrec.rules.profiles import ANY_STORY, PROFILES, Profile, as_codes
from newsrec.rules.selection import (
    NO_HOUSE,
    House,
    find_profile,
    load_house,
    load_installed,
    plan,
    rules,
    validate,
)

__all__ = [
    "ANY_STORY",
    "NO_HOUSE",
    "PROFILES",
    "Context",
    "Hit",
    "House",
    "Plan",
    "Profile",
    "Rule",
    "as_codes",
    "find_profile",
    "house_rule",
    "load_house",
    "load_installed",
    "plan",
    "rules",
    "validate",
]
