"""How Sphinx builds the documentation: nitpicky, and without network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import field_list
from sphinx.addnodes import pending_xref

from newsrec import __version__
from newsrec.catalogue import entries
from newsrec.catalogue.page import page
from newsrec.rules import ANY_STORY, PROFILES

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "newsrec"
author = "the newsrec authors"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"newsrec {version}"
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"

# Docstrings mark code with one backtick, as Markdown does.
default_role = "code"

nitpicky = True
nitpick_ignore_regex = [
    # Names of the standard library: their pages would be looked up on the network.
    ("py:.*", r"(datetime|collections\.abc|os|pathlib|typing|types|enum|fractions)\..*|datetime|date|Path"),
    # Names that only annotations have.
    (
        "py:class",
        r".*\b(Check|Json|Markup|OnError|OnFinding|Part|PathLike|R|State|Text|Broken|SearchStrategy)",
    ),
]

#: Where the names that annotations use are documented, the first that has one.
_HOMES = ("newsrec", "newsrec.context", "newsrec.rules", "newsrec.catalogue", "newsrec.formats")


def public_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element) -> Element | None:
    """The link for a name as annotations have it, bare or by the module where it lives."""
    if node.get("refdomain") != "py":
        return None
    domain = env.domains.python_domain
    bare = str(node["reftarget"]).rpartition(".")[2]
    for home in _HOMES:
        if f"{home}.{bare}" in domain.objects:
            target = f"{home}.{bare}"
            return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, contnode)
    return None


def leave_type_alone(_: Sphinx, doctree: document) -> None:
    """Show Python's own `type` in annotations as it stands: a link would lead to a field of that name."""
    for node in list(doctree.findall(pending_xref)):
        if node.get("reftarget") == "type" and node.get("reftype") != "attr":
            node.replace_self(node.children)


def say_fields_once(_: Sphinx, domain: str, objtype: str, content: Element) -> None:
    """Drop the list of a class's parameters: they are its fields, and stand below it with what they hold."""
    if (domain, objtype) == ("py", "class"):
        for each in [each for each in content.children if isinstance(each, field_list)]:
            content.remove(each)


def write_rule_pages(app: Sphinx) -> None:
    """Write a page for each code, from the catalogue that `newsrec rules CODE` prints."""
    folder = Path(app.srcdir) / "rules" / "codes"
    folder.mkdir(exist_ok=True)
    listed = []
    for entry in entries():
        held = [each.name for each in (ANY_STORY, *PROFILES.values()) if each.holds(entry.code)]
        (folder / f"{entry.code}.md").write_text(page(entry, held), encoding="utf-8")
        listed.append(
            f"| [{entry.code}]({entry.code}.md) | {entry.name} | {entry.severity} | {entry.sentence} |"
        )
    table = "\n".join(["| code | name | severity | what to do |", "|---|---|---|---|", *listed])
    tree = "```{toctree}\n:hidden:\n:glob:\n\nNR*\n```"
    (folder / "index.md").write_text(f"# Codes\n\n{table}\n\n{tree}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """What Sphinx calls first."""
    app.connect("builder-inited", write_rule_pages)
    app.connect("object-description-transform", say_fields_once, priority=900)
    app.connect("doctree-read", leave_type_alone)
    app.connect("missing-reference", public_name)
