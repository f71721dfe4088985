"""What makes a start quick: patterns that are compiled late, and packaged tables as they were prepared."""
