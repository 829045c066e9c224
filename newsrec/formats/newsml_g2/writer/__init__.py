"""Records to NewsML-G2 2.35, power conformance: the mirror of the reader, module for module.

What is written is text, put together from pieces, so that what a document brought along and the
record has no place for (`leftovers`) goes back as it came. Attributes are in alphabetical order,
wherever they come from: so what is read is written again the same.

| module | what it writes |
|---|---|
| `messages` | the envelope |
| `items` | one newsItem or packageItem, and the stories that hang on it |
| `content` | contentSet and groupSet: the story, renditions, members of a package |
| `metadata` | catalogs, rightsInfo, itemMeta, contentMeta |
| `things` | concepts, parties and links |
| `values` | attributes, texts, times |
| `context` | what writing one item knows and gathers; what is put back from `extra` |
"""
