"""Features that distinguish prose from boilerplate in full-page text, line by line."""
