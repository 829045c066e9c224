"""schema.org's news vocabulary: tables, a writer and a reader, for every format that holds it.

`tables` says which record field is which property. `values` holds the forms of single values in
both directions, `writer` makes a JSON-LD node of a record, `graph` finds nodes in a document, and
`reader` makes records of them. Source: schema.org, release 30.0.
"""
