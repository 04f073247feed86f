"""The command line: words to options, options to a run, an outcome to an exit status."""
