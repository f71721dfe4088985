"""Characters, letters, words and keys of a text, its lines, and its repetitions."""
