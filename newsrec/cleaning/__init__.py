"""Two copies of a story: the one for readers, and the one without faults of its characters."""

from newsrec.cleaning._characters import clean
from newsrec.cleaning._mojibake import may_be_mojibake, mojibake, says
from newsrec.cleaning._public import HELD_BACK, PUBLIC_EXTRA, public

__all__ = ["HELD_BACK", "PUBLIC_EXTRA", "clean", "may_be_mojibake", "mojibake", "public", "says"]
