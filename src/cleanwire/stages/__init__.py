"""The stages: each takes a document and the verdicts so far and returns new verdicts. None edits anything."""
