"""Cleaning: the stages in their order, the place that decides between claims, and the ways to call both."""
