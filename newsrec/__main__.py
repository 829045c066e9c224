"""`python -m newsrec` is the command line."""

import sys

from newsrec.cli import main

if __name__ == "__main__":
    sys.exit(main())
