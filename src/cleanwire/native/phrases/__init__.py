"""Look up phrases, dates and common words in a text, and test lines by length, position and punctuation."""
