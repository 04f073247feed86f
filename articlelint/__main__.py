"""`python -m articlelint`."""

import os
import sys
from contextlib import suppress

# `python -m` looks for every module in the folder one stands in first: a `json.py` that a stranger put beside the articles would be run for the
# standard library's. The package itself is found by now, so that folder is no longer needed. What Python imports before it comes here it still
# looks for there; `python -P -m articlelint` and the command `articlelint` never do.
with suppress(OSError):  # the folder one stands in may be gone
    if not sys.flags.safe_path and sys.path[:1] in ([""], [os.getcwd()]):
        del sys.path[0]

from articlelint.cli.main import entry

entry()
