"""Notices over a story that must not reach readers, as text and on its preview page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.cleaning import forbids_use, is_held_back
from newsrec.excerpt import visible

if TYPE_CHECKING:
    from datetime import datetime

    from newsrec.model import NewsItem


def notices(item: NewsItem, now: datetime) -> list[str]:
    """Return why a story must not reach readers now; nothing for one that may."""
    found = []
    if is_held_back(item):
        found.append(f"This story is {visible(item.pub_status or '')}.")
    if item.embargoed is True or (item.embargoed is not None and item.embargoed > now):
        until = "" if item.embargoed is True else f" until {item.embargoed.isoformat(' ', 'minutes')}"
        found.append(f"This story is under embargo{until}.")
    if forbids_use(item):
        found.append("The rights of this story forbid a use.")
    return found
