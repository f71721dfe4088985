"""Which phrases, dates and common words stand in a text, and what of a line can be asked by its place alone."""
