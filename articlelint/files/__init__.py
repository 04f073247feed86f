"""Files on disk: which of them are articles, what git says of them, and the one door through which they are written."""
