"""The typed values that everything else hands around: articles and their nodes, facts, diagnostics."""
