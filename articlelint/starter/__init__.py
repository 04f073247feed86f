"""`articlelint init`: a config proposed from what the articles are like."""
