"""Edits of articles: fixes applied in rounds, and comments that suppress findings."""
