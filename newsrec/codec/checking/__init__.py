"""Checking: documents put to the rules, with the plans, waivers, baseline and fixes of a house."""

from newsrec.codec.checking.report import (
    Report,
    Seen,
    check,
    content_of,
    examine,
    examine_file,
)
from newsrec.codec.checking.schemas import load_schema

__all__ = ["Report", "Seen", "check", "content_of", "examine", "examine_file", "load_schema"]
