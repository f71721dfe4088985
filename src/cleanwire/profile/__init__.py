"""Site profiles: what can only be learned from many documents, such as templates and where text was first published."""
