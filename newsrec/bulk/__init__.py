"""Many stories at once: the last word on each, and which are the same."""
