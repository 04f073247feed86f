"""Comments that suppress findings: how they are written, and what they silence."""
