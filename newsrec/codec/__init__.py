"""The public functions, by what they do: the only callers of formats."""
