"""What characters, words, dates and languages are: folding, calendars, and the words that tell languages."""
