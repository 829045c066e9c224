"""Plain text: from bytes to characters and back, for every format that is text."""
