"""What is done for every character and every word, compiled: text to lines and words, look-ups, and sums."""
