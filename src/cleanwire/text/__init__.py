"""Text, independent of documents: folding, words of dates, and language detection."""
