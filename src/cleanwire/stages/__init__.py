"""The stages. Each takes a document and the verdicts so far, and returns new verdicts. None changes the document."""
