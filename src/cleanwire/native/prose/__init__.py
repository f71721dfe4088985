"""What tells prose from furniture in dumps of pages, line by line."""
