"""Columns of numbers, weighted sums of them, and decision trees."""
