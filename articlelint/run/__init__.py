"""A whole run: files are read, parsed and checked, in one process or several, with or without a cache."""
