"""schema.org's news vocabulary: tables, a writer and a reader, for every format that holds it.

`tables` says which record field is which property. `writer` makes a JSON-LD node of a record;
`graph` finds the nodes of a document, `reader` makes records of them and `properties` reads their
values. `parties`, `concepts`, `media` and `works` hold both directions of their objects, `values`
those of single values, and `extras` what no field of the record holds. Source: schema.org, release 30.0.
"""
