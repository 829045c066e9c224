"""Web pages: finds, repairs and writes the parts that describe a story."""
