"""Renaming an article, and rewriting what refers to it."""
