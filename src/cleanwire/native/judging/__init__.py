"""What the judge knows of each line: the weights of its words, and its evidence."""
