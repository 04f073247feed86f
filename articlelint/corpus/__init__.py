"""All articles under one root, as references see them: names, files, anchors, and what comes near a name that nothing answers to."""
