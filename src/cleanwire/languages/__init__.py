"""What is known of languages: the words that tell them apart, those of their dates, and how frequent terms are."""
