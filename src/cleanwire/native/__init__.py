"""Compiled code for what runs per character and per word: reading text, lookups, and sums."""
