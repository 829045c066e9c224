"""Programs as users write them, one a job: mypy in strict mode and pyright find nothing wrong in them."""
