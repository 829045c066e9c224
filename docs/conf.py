"""How Sphinx builds the documentation: nitpicky, and without network."""

from newsrec import __version__

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

nitpicky = True
# Names of the standard library: their pages would be looked up on the network.
nitpick_ignore_regex = [("py:.*", r"(datetime|collections\.abc|os|pathlib|typing|types|enum)\..*")]
