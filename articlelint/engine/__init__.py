"""Rules: their pages, which of them are selected for a path, and how their checks are called and their findings stamped."""
