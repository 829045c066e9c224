"""XML: safe parsers, and the elements of large documents one after another."""
