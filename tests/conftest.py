"""What the tests share: profiles of hypothesis, real messages if at hand, goldens that can be rewritten."""

from __future__ import annotations

import gc
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

# The profile of the gate. It draws the same examples each time, so that an unchanged tree gets an unchanged
# verdict. Slow generation is not a fault: machines are shared.
settings.register_profile(
    "gate",
    max_examples=200,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# `nox -s laws`: ten times as many, drawn by chance.
settings.register_profile("campaign", settings.get_profile("gate"), max_examples=2000, derandomize=False)
# While working, and by README's command: the first few of them.
settings.register_profile("quick", settings.get_profile("gate"), max_examples=25)
settings.load_profile("quick")


def pytest_collection_finish() -> None:
    """Take all that was made before the first test out of the collector's rounds: they slow what is timed."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite what stands beside each sample of tests/corpus by what it reads as now; read the diff",
    )


@pytest.fixture(scope="session")
def profile(request: pytest.FixtureRequest) -> str:
    """The name of the profile in use, for a test that starts pytest itself."""
    return request.config.getoption("--hypothesis-profile") or "quick"


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """True where the expected files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages beside the checkout; the test skips, saying so, where it is not there."""
    if not SHARED.is_dir():
        # Of one place, so that pytest counts all such tests in one line.
        pytest.skip(f"the real messages are absent: there is no folder {SHARED.name!r} beside the checkout")
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
