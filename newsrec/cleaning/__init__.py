"""Two copies of a story: the one for readers, and the one without faults of its characters."""

from newsrec.cleaning.characters import clean
from newsrec.cleaning.for_readers import PUBLIC_EXTRA, forbids_use, is_held_back, public
from newsrec.cleaning.mojibake import describe_mojibake, may_be_mojibake, mojibake

__all__ = [
    "PUBLIC_EXTRA",
    "clean",
    "describe_mojibake",
    "forbids_use",
    "is_held_back",
    "may_be_mojibake",
    "mojibake",
    "public",
]
