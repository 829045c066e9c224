"""What the tests share: profiles of hypothesis, real messages if at hand, goldens that can be rewritten."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from newsrec.formats import Format, find_format, load_plugins
from newsrec.formats._format import module_of
from tests._command import Outcome
from tests._corpus import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests._command import Run

# The gate's profile. Where the variable CI is set, hypothesis makes the same examples each time, so that an
# unchanged tree gives an unchanged verdict. Slow generation is not a fault: machines are shared.
settings.register_profile(
    "gate", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# `nox -s laws`: ten times as many, never the same ones twice.
settings.register_profile("campaign", settings.get_profile("gate"), max_examples=2000, derandomize=False)
# What is run while working, and by README's command: the same few examples each time.
settings.register_profile("quick", settings.get_profile("gate"), max_examples=25, derandomize=True)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite what stands beside each sample of tests/corpus by what it reads as now; read the diff",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """True where the expected files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages beside the checkout; the test skips, saying so, where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(
            f"the real messages are not at hand: there is no folder {SHARED.name!r} beside the checkout"
        )
    return SHARED


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Format]:
    """The row of a format that another package brings."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "toy_format")
    load_plugins.cache_clear()
    yield find_format("toy")
    load_plugins.cache_clear()
    module_of.cache_clear()
    sys.modules.pop("toy_format", None)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line, in an empty folder."""
    from newsrec.cli import main

    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main(arguments)
        except SystemExit as exit_:
            code = int(str(exit_.code))
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return call
