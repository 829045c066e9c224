"""What the catalogue says of one code."""

from __future__ import annotations

import attrs

from newsrec.findings import Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


@attrs.frozen(weakref_slot=False)
class Entry:
    """One code, its name, its severity and its sentence.

    The sentence tells the editor what to do; `why` gives the reason and `source` the clause or page
    that justifies it; `mend` says how to put it right. `bad` and `good` are Python expressions
    that build a record (or a document) with and without the fault, run by the tests; `under` are
    the keyword arguments that they are run with, beside the profile.
    """

    code: str
    name: str
    severity: Severity
    sentence: str
    why: str = attrs.field(kw_only=True, default="")
    source: str = attrs.field(kw_only=True, default="")
    mend: str = attrs.field(kw_only=True, default="")
    bad: str | None = attrs.field(kw_only=True, default=None)
    good: str | None = attrs.field(kw_only=True, default=None)
    under: str | None = attrs.field(kw_only=True, default=None)
