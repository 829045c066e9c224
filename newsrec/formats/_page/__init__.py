"""Web pages: the parts that tell of a story, how they are found, mended and written."""
