"""The entry of one code."""

from __future__ import annotations

import attrs

from newsrec.findings import Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


@attrs.frozen(weakref_slot=False)
class Entry:
    """One code: what it is called, what it asks for and why.

    Of ours, `samples/` beside this module holds a document or story with the fault, and one without.
    """

    code: str
    """"NR" and three digits."""
    name: str
    """Words and hyphens: "missing-headline"."""
    severity: Severity
    """How much it matters, where no profile says otherwise."""
    sentence: str
    """What the editor should do."""
    why: str = attrs.field(kw_only=True, default="")
    """The reason."""
    source: str = attrs.field(kw_only=True, default="")
    """The clause or page that justifies it."""
    mend: str = attrs.field(kw_only=True, default="")
    """How to put it right."""
    under: str | None = attrs.field(kw_only=True, default=None)
    """The keyword arguments that the samples are checked or written with, where they need some."""
