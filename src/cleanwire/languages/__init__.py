"""What is known of languages: the words that tell them apart, and those of their dates."""
