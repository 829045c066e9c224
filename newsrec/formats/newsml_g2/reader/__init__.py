"""NewsML-G2 to records: one pass over the children of each container, by tables of functions.

What the record has a field for goes there. What it has not is left over (`leftovers`): it goes to
the `extra` of the record that it belongs to, or is a finding. Each module of the writer has the
name of the module here that reads what it writes.

| module | what it reads |
|---|---|
| `messages` | the envelope, its items, and streams of them |
| `items` | one newsItem or packageItem |
| `content` | contentSet and groupSet: the story, renditions, members of a package |
| `metadata` | catalogs, rightsInfo, itemMeta, contentMeta |
| `things` | concepts, parties and links |
| `values` | texts with a role and a language, numbers, times |
| `context` | what reading one document knows and gathers; a story as it grows |
"""
