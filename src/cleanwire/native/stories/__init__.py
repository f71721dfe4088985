"""What tells a story from its host: terms, gains, places, and their evidence."""
