"""Fast start-up: patterns that are compiled when they are first used, and prepared forms of packaged files."""
