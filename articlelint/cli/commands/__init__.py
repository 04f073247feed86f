"""One file per command: `add(commands)` declares its options, its run function does the work and returns the exit status.

What is heavy is imported inside the run functions, so that `--help` and the other commands stay quick.
"""

NAMES = ("check", "rule", "show", "init", "schema", "clean", "mv", "graph", "completions")
