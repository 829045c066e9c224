"""The jobs of the project: `nox -l` lists them, `nox` alone runs what has to pass."""

from __future__ import annotations

from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["tests", "lint", "types", "layers", "docs", "package"]


@nox.session
def tests(session: nox.Session) -> None:
    """All tests with few examples, the same each time, on every core; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """All tests with the 200 examples of the gate, the same each time; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-n", "auto", "--hypothesis-profile=gate", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and layout of the code, by ruff."""
    session.install("-e", ".[test]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, by mypy in its strict mode; what README, docs and tests/typing show, by mypy and pyright."""
    session.install("-e", ".[test]")
    session.run("mypy")
    session.run("python", "-m", "tests.tools.programs")


@nox.session
def layers(session: nox.Session) -> None:
    """Imports point down only, by import-linter."""
    session.install("-e", ".[test]")
    session.run("lint-imports", "--no-logo")


@nox.session
def docs(session: nox.Session) -> None:
    """The examples of README and docs, then the pages: no warning, no broken reference, no network."""
    session.install("-e", ".[test,docs]")
    session.run("python", "-m", "pytest", "-q", "tests/docs/test_examples.py")
    session.run("sphinx-build", "-W", "-n", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session
def package(session: nox.Session) -> None:
    """The wheel builds, installs alone, and converts a story."""
    session.install("build")
    wheels = Path(session.create_tmp())
    session.run("python", "-m", "build", "--wheel", "--outdir", str(wheels), silent=True)
    session.install("--force-reinstall", *map(str, wheels.glob("*.whl")))
    page = wheels / "story.jsonld"
    session.run("newsrec", "convert", "docs/examples/harbour-pilots.txt", "--to", "jsonld", "-o", str(page))
    if "NewsArticle" not in page.read_text(encoding="utf-8"):
        session.error(f"{page} holds no NewsArticle")


@nox.session
def laws(session: nox.Session) -> None:
    """The laws that hold for any record, over 2,000 records each: some minutes."""
    session.install("-e", ".[test]")
    session.run(
        "python", "-m", "pytest", "-q", "-m", "laws", "--hypothesis-profile=campaign", *session.posargs
    )


@nox.session
def attacks(session: nox.Session) -> None:
    """Attack each pattern of the package with long texts made to be slow: time must stay linear."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.attacks")


@nox.session
def damage(session: nox.Session) -> None:
    """Damage the samples of each format 2,000 times, and write what a check makes of it to docs/damage.md."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.damage")


@nox.session
def bench(session: nox.Session) -> None:
    """Our times beside the peers' and the limits, to docs/benchmarks.md; `-- wire` prints one subject."""
    session.install("-e", ".[bench]")
    session.run("python", "-m", "tests.benchmarks", *(session.posargs or ["--write", "docs/benchmarks.md"]))


@nox.session
def coverage(session: nox.Session) -> None:
    """Which lines and branches of newsrec the tests run."""
    session.install("-e", ".[test]")
    session.run("coverage", "run", "-m", "pytest", "-q", *session.posargs)
    session.run("coverage", "report")
