"""Blocks of pages, how they look, and the containers around them."""
