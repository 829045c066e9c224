"""What the data itself never says: `Feed` for readers, `Site` for writers, both from a newsrec.toml.

`Feed` says what a feed leaves out, such as its time zone; `Site` what we sign our output with.
Both are plain records, made in Python or, as parts of a `Config`, by `load_config`.
"""

from newsrec.context.config import Checks, Config, Waiver, find_config, load_config, locate_in_config
from newsrec.context.feed import DATE_ORDERS, Feed, require_feed
from newsrec.context.site import ADDRESS_FIELDS, POLICIES, PUBLISHER_TYPES, Site, require_site

__all__ = [
    "ADDRESS_FIELDS",
    "DATE_ORDERS",
    "POLICIES",
    "PUBLISHER_TYPES",
    "Checks",
    "Config",
    "Feed",
    "Site",
    "Waiver",
    "find_config",
    "load_config",
    "locate_in_config",
    "require_feed",
    "require_site",
]
