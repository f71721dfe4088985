"""Pages: their blocks, what these look like, and what stands around them."""
