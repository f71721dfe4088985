"""A local web page where a person reads documents with their removals marked, and corrects them."""
