"""What a project's own tests need of newsrec: strategies for records, and assertions about them.

Importing this loads neither hypothesis nor pytest; `strategies` and `assert_format` need
hypothesis, the other assertions nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrec.testing import strategies as strategies
    from newsrec.testing._assertions import (
        assert_roundtrip as assert_roundtrip,
        assert_same_item as assert_same_item,
    )
    from newsrec.testing._feeds import assert_valid_feed as assert_valid_feed
    from newsrec.testing._laws import assert_format as assert_format

#: Where each name lives; a module stands for itself.
_HOMES = {
    "strategies": "newsrec.testing.strategies",
    "assert_roundtrip": "newsrec.testing._assertions",
    "assert_same_item": "newsrec.testing._assertions",
    "assert_valid_feed": "newsrec.testing._feeds",
    "assert_format": "newsrec.testing._laws",
}

__all__ = [*_HOMES]  # noqa: PLE0604 - names, all of them


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'newsrec.testing' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    module = import_module(home)
    value = module if home.endswith(f".{name}") else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
