"""How long newsrec takes, beside its peers and beside what no reader could do without.

`nox -s bench`, or `python -m tests.benchmarks [SUBJECT…]`. The two clocks of a row run in turn in one
process, so that what else the machine does falls on both; only their ratio counts. Nothing here runs
within pytest: a test that depends on the machine's mood teaches nobody.

A new row is a `Row` in the `rows()` of its subject's module; a new subject is a module and its name in
`SUBJECTS`.
"""
