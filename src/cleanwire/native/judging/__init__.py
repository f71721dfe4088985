"""Features of lines for the judge: the weights of their words, and the other evidence."""
