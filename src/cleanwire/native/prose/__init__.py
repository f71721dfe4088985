"""What tells prose from boilerplate in dumps of pages, line by line."""
