"""The record's own JSON: what `json` and `jsonl` hold, and what other formats embed."""
