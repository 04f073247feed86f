"""Texts and words, without any knowledge of articles: positions, names and their normal forms, slugs, cue words."""
