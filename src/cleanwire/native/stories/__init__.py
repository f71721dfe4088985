"""Features that distinguish a story from its host: terms, gains, positions and style."""
